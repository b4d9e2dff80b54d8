"""The blame for a death goes to the case that does it alone."""

from msgspec.structs import replace

from fuzz.campaign.autopsy import culprit
from fuzz.execution.outcome import Described, Died, Outcome, Returned
from strategies.case import ORDINARY, Case

FINE = Returned(output=Described(type="Tensor"))
DEAD = Died(fate="crashed", how="SIGSEGV", stage="forward", op="conv2d")
LATER = 50
"""After so many more cases what was corrupted kills."""


def case(number: int) -> Case:
    return replace(ORDINARY, input=replace(ORDINARY.input, shape=(2, 3, 64, 64 + number)))


class Process:
    """A process in which some cases kill at once, and others corrupt what kills later."""

    def __init__(self, killing: set[int] = frozenset(), corrupting: set[int] = frozenset()) -> None:  # type: ignore[assignment]
        self.device, self.seconds = "cpu", 60.0
        self._killing = [case(number) for number in killing]
        self._corrupting = [case(number) for number in corrupting]
        self._left: int | None = None

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        if self._left is not None:
            self._left -= 1
        if case in self._killing or self._left == 0:
            self.recycle()
            return DEAD
        if case in self._corrupting and self._left is None:
            self._left = LATER
        return FINE

    def recycle(self) -> None:
        self._left = None


CASES = [case(number) for number in range(100)]


def test_the_last_case_is_the_first_suspect() -> None:
    assert culprit(CASES, Process(killing={99})) == (case(99), DEAD)


def test_memory_that_an_earlier_case_corrupts_kills_a_later_one() -> None:
    found = culprit(CASES, Process(corrupting={40}))
    assert found == (case(40), replace(DEAD, op="", later=True))


def test_of_several_that_corrupt_the_latest_that_can_have_done_it_is_found() -> None:
    found = culprit(CASES, Process(corrupting={10, 45}))
    assert found is not None
    assert found[0] in (case(10), case(45))
    assert found[1].later


def test_where_nothing_dies_again_nobody_is_to_blame() -> None:
    assert culprit(CASES, Process()) is None
    assert culprit((), Process(killing={1})) is None
