"""repair(): the nearest case that passes."""

from collections.abc import Callable, Iterator
from itertools import islice

from msgspec.structs import replace

from fuzz.execution.observe import without_loss
from fuzz.triage.fix import fixes
from strategies.case import Case
from strategies.contract import predict
from strategies.validation import is_valid

RUNS = 12
"""How many cases that ought to pass are run, before it is given up that one of them does."""

DEPTH = 3
"""How many faults of one case are mended, one after the other."""

BETTER = 3
"""How many ways to mend the first of several faults are followed."""


def repair(case: Case, passes: Callable[[Case], bool]) -> Case | None:
    """A case that passes and departs from a failing one by as little as can be, where one is found.

    The contract is asked first, and what it allows is run: ``passes`` says whether nothing at all is to
    be said of a case when it is run whole.
    """
    allowed = (candidate for depth in range(1, DEPTH + 1) for candidate in _allowed(case, depth))
    return next((one for one in islice(allowed, RUNS) if passes(one)), None)


def with_first_fault_fixed(case: Case) -> Case | None:
    """The case with the first fault of its network mended, so that what is behind it shows.

    None where its network has none, or none that can be mended by itself.
    """
    rest = {"loss": case.loss, "target": case.target, "backward": case.backward}
    better = (replace(one, **rest) for one in _better(without_loss(case)))
    return next(filter(is_valid, better), None)


def _allowed(case: Case, depth: int) -> Iterator[Case]:
    """What the contract allows, after so many changes."""
    if depth > 1:
        for better in islice(_better(case), BETTER):
            yield from _allowed(better, depth - 1)
        return
    for candidate in fixes(case, predict(case).any_violation):
        if predict(candidate).any_violation is None and is_valid(candidate):
            yield candidate


def _better(case: Case) -> Iterator[Case]:
    """The cases that one change leads to, and that break another rule first."""
    was = predict(case).any_violation
    if was is None:
        return
    for candidate in fixes(case, was):
        expected = predict(candidate)
        left = (*expected.violations, *expected.excused, expected.misuse)
        rules = {violation.rule for violation in left if violation is not None}
        if was.rule not in rules and is_valid(candidate):
            yield candidate
