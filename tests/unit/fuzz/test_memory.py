"""Where memory runs out in a worker, nothing that it made of the case counts."""

from dataclasses import replace

import pytest

from fuzz.campaign import memory
from fuzz.campaign.context import ShardContext
from fuzz.campaign.memory import confirmed, evaluated
from fuzz.execution.outcome import Described, Died, Outcome, Returned
from strategies.case import ORDINARY, Case
from strategies.error import CaseError

OOM = Died(fate="oom", how="OutOfMemoryError", stage="forward")

CONTEXT = ShardContext(
    worker="test",
    device="cpu",
    emit=lambda _: None,
    is_claimed=lambda *_: False,
    claim=lambda *_: True,
    stopped=lambda: False,
    stop=lambda: None,
    running=lambda _: None,
    past_deadline=lambda: False,
)


class Child:
    """A child that always has one outcome, or is refused one."""

    device, seconds = "cpu", 60.0

    def __init__(self, outcome: Outcome | None) -> None:
        self.outcome = outcome

    def run(self, _: Case, __: float | None = None) -> Outcome:
        if self.outcome is None:
            raise CaseError("$", "the device is busy")
        return self.outcome

    def recycle(self) -> None:
        pass


@pytest.fixture
def forgotten(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []
    monkeypatch.setattr(memory, "forget_all", lambda: calls.append("all"))
    return calls


def raising(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def evaluate(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(memory, "evaluate", evaluate)


def test_an_allocator_that_refuses_between_two_stages_ends_the_case_alone(
    monkeypatch: pytest.MonkeyPatch, forgotten: list[str]
) -> None:
    raising(monkeypatch, RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"))
    assert evaluated(ORDINARY, CONTEXT) is None
    assert forgotten == ["all"]


def test_any_other_error_there_is_ours(monkeypatch: pytest.MonkeyPatch, forgotten: list[str]) -> None:
    raising(monkeypatch, RuntimeError("shape mismatch"))
    with pytest.raises(RuntimeError, match="shape mismatch"):
        evaluated(ORDINARY, CONTEXT)
    assert forgotten == []


@pytest.mark.parametrize(
    ("outcome", "died"), [(OOM, OOM), (Returned(output=Described(type="Tensor")), None), (None, None)]
)
def test_a_death_counts_where_a_child_confirms_it(outcome: Outcome | None, died: Died | None) -> None:
    assert confirmed(ORDINARY, replace(CONTEXT, child=Child(outcome))) == died
    assert confirmed(ORDINARY, CONTEXT) is None
