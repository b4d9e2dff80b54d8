"""repair(): the smallest change after which a case passes, and the sentence that advises it."""

from collections.abc import Callable, Iterator
from itertools import islice

from msgspec.structs import replace

from fuzz.execution.observe import without_loss
from fuzz.triage.fix import Fix, fixes, last_resorts, ordinary_settings
from strategies.case import Case
from strategies.contract import predict
from strategies.validation import is_valid
from strategies.violation import Violation

RUNS = 12
"""How many cases that ought to pass are run, before it is given up that one of them does."""

FAULTS = 3
"""How many faults of a case are fixed at the most, one after the other."""

TRIED = 4
"""Of how many fixes of a fault it is looked what is behind them."""


def repair(case: Case, violation: Violation | None, passes: Callable[[Case], bool]) -> Fix | None:
    """The first fix of a case that passes: of the rule that it violates, or else a last resort.

    Faults that show only when the first one is fixed are fixed as well. The contract is asked first,
    and what it allows is run: ``passes`` says whether a case has no finding when it is run whole.
    Without a ``violation``, what is not ordinary is made so.
    """
    allowed = list(islice(_allowed(case, violation), RUNS))
    mended = next((fix for fix in allowed if passes(fix.case)), None)
    if mended is not None or violation is None:
        return mended or _last_resort(case, violation, passes)
    several = list(islice(_one_by_one(case, violation), RUNS))
    trained = [_in_training(fix) for fix in (*allowed[:TRIED], *several[:TRIED])]
    mended = next((fix for fix in (*several, *trained) if passes(fix.case)), None)
    return mended or _last_resort(case, violation, passes)


def _last_resort(case: Case, violation: Violation | None, passes: Callable[[Case], bool]) -> Fix | None:
    left = (fix for fix in last_resorts(case) if _is_allowed(fix.case))
    last = next((fix for fix in islice(left, RUNS) if passes(fix.case)), None)
    return last._replace(text=_admitted(last.text, violation)) if last is not None else None


def is_refuted(case: Case, violation: Violation, fails_alike: Callable[[Case], bool]) -> bool:
    """Whether a rule isn't to blame: it has repairs, and the failure is still there after each."""
    tried = [fails_alike(fix.case) for fix in islice(_allowed(case, violation), RUNS)]
    return bool(tried) and all(tried)


def _in_training(fix: Fix) -> Fix:
    """A fix of a case whose output is too large for a loss, as that of an untrained network in eval."""
    text = f"{fix.text}, and call model.train(), so that batch norm keeps the output small"
    return Fix(text, replace(fix.case, mode="train"))


def _admitted(text: str, violation: Violation | None) -> str:
    """The sentence of a last resort, behind what a case has no words for."""
    code = next((r.text for r in violation.repairs if r.change is None), "") if violation else ""
    return f"{code}; what was run instead: {text}" if code else text


def _allowed(case: Case, violation: Violation | None) -> Iterator[Fix]:
    offered = fixes(case, violation) if violation is not None else ordinary_settings(case)
    return (fix for fix in offered if _is_allowed(fix.case))


def _one_by_one(case: Case, violation: Violation, faults: int = FAULTS) -> Iterator[Fix]:
    """The fixes of a case whose other faults show only when the first is fixed, and are fixed then."""
    for fix in islice(fixes(case, violation), TRIED):
        behind = predict(fix.case).any_violation
        if behind is None or behind.rule == violation.rule or not is_valid(fix.case):
            continue
        deeper = _one_by_one(fix.case, behind, faults - 1) if faults > 2 else ()
        for then in (*_allowed(fix.case, behind), *deeper):
            yield Fix(f"{fix.text}, and {then.text}", then.case)


def _is_allowed(case: Case) -> bool:
    return predict(case).any_violation is None and is_valid(case)


def with_first_fault_fixed(case: Case) -> Case | None:
    """The case with the first fault of its network fixed, so that what is behind it shows.

    None where its network has none, or none that can be fixed by itself.
    """
    rest = {"loss": case.loss, "target": case.target, "backward": case.backward}
    better = (replace(one, **rest) for one in _better(without_loss(case)))
    return next(filter(is_valid, better), None)


def _better(case: Case) -> Iterator[Case]:
    """The cases in which the rule that a case violates first is violated no more."""
    was = predict(case).any_violation
    if was is None:
        return
    for fix in (*fixes(case, was), *last_resorts(case)):
        expected = predict(fix.case)
        left = (*expected.violations, *expected.excused, expected.misuse)
        rules = {violation.rule for violation in left if violation is not None}
        if was.rule not in rules and is_valid(fix.case):
            yield fix.case
