"""Shrinking what never ends: each step is waited for a while, and the result for its whole time."""

from fuzz.catalogue.entry import Found
from fuzz.execution.outcome import Described, Died, Outcome, Returned
from fuzz.execution.runner.brief import LEAST, SHARE
from fuzz.triage.apart import record_apart
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.layer import Layer
from strategies.surgery import Insert, Replace

HANG = Died(fate="timeout", how="Timeout", stage="forward", op="CELU")
HUNG = Case(
    edits=(
        Insert(site="layer1", layer=Layer("CELU")),
        Replace(site="relu", layer=Layer("Tanh")),
    ),
    mode="train",
)


class Child:
    """A process in which a CELU never ends; and where it is ``busy``, nothing in a short time."""

    def __init__(self, *, busy: bool = False, seconds: float = 60.0) -> None:
        self.device, self.seconds, self.busy = "cpu", seconds, busy
        self.waited: list[float] = []

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        given = seconds or self.seconds
        hangs = any(isinstance(edit, Insert) and edit.layer.kind == "CELU" for edit in case.edits)
        if hangs or (self.busy and given < self.seconds):
            self.waited.append(given)
            return HANG
        return Returned(output=Described(type="Tensor", shape=(2, 1000), dtype="float32"))

    def recycle(self) -> None:
        pass


def shrunk(child: Child) -> Case:
    finding = judge(HUNG, HANG)
    assert finding is not None
    entry = record_apart(HUNG, finding, child, found=Found(0, 0, 0))
    assert not isinstance(entry, str)
    return entry.case


def test_each_step_is_waited_for_a_while_and_the_result_for_its_whole_time() -> None:
    child = Child()
    assert [edit.layer.kind for edit in shrunk(child).edits if isinstance(edit, Insert)] == ["CELU"]
    assert child.waited.count(child.seconds) == 1
    assert set(child.waited) == {child.seconds, child.seconds * SHARE}


def test_where_that_is_wrong_each_is_waited_for() -> None:
    assert shrunk(Child(busy=True)) == shrunk(Child())


def test_a_short_time_is_not_made_any_shorter() -> None:
    child = Child(seconds=LEAST / 2)
    assert shrunk(child) == shrunk(Child())
    assert set(child.waited) == {LEAST / 2}
