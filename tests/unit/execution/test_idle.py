"""Out of memory is a case's doing only where nobody else holds the memory."""

from collections.abc import Iterator

import pytest

from fuzz.execution import idle
from fuzz.execution.idle import ROOM, Busy, out_of_memory_alone
from fuzz.execution.outcome import Described, Died, Outcome, Returned

OOM = Died(fate="oom", how="OutOfMemoryError", stage="forward")
FINE = Returned(output=Described(type="Tensor"))
H100 = 80 * 2**30


class Shared:
    """A device of which others leave so much free, one time after the other; the last stays."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *free: int, total: int = H100) -> None:
        self._free, self._total = list(free), total
        self.forgotten = 0
        monkeypatch.setattr(idle, "memory", self.memory)
        monkeypatch.setattr(idle, "let_go", lambda _: None)
        monkeypatch.setattr(idle, "POLL", 0.0)

    def memory(self, _: str) -> tuple[int, int]:
        return (self._free.pop(0) if len(self._free) > 1 else self._free[0]), self._total

    def run(self, *outcomes: Outcome, patience: float = 60.0) -> Outcome:
        left: Iterator[Outcome] = iter(outcomes)

        def forget() -> None:
            self.forgotten += 1

        return out_of_memory_alone(lambda: next(left), forget, "cuda", patience)


def test_a_case_with_room_enough_is_run_once(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Shared(monkeypatch, 0)
    assert device.run(FINE) == FINE
    assert device.forgotten == 0


def test_it_counts_where_it_runs_out_again_on_an_idle_device(monkeypatch: pytest.MonkeyPatch) -> None:
    device = Shared(monkeypatch, H100)
    assert device.run(OOM, OOM) == OOM
    assert device.forgotten == 1


def test_others_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Shared(monkeypatch, 0, 0, ROOM).run(OOM, FINE) == FINE


def test_where_others_hold_the_memory_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Busy):
        Shared(monkeypatch, ROOM - 1).run(OOM, patience=0.0)
    with pytest.raises(Busy):  # They came meanwhile.
        Shared(monkeypatch, ROOM, 0).run(OOM, OOM)


def test_of_a_small_device_half_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    small = 6 * 2**30
    assert Shared(monkeypatch, small // 2, total=small).run(OOM, OOM) == OOM
