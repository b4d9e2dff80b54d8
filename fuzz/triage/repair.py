"""repair(): the smallest change after which a case passes, and the sentence that advises it."""

from collections.abc import Callable, Iterator
from itertools import chain, islice

from msgspec.structs import replace

from fuzz.triage.fix import Fix, fixes, last_resorts, ordinary_settings
from fuzz.triage.stand_in import smaller
from strategies.case import Case, without_loss
from strategies.contract import predict
from strategies.validation import is_valid
from strategies.violation import Prediction, Violation

RUNS = 12
"""How many cases that ought to pass are run, before it is given up that one of them does."""

FAULTS = 6
"""How many faults of a case are repaired, one behind the other."""

TRAINED = (
    "it was run with model.train(), as in eval mode an untrained network returns values that are too"
    " large for this loss"
)
"""What is said of a fix that passes in training alone."""

UNTRAINED = (
    "load trained weights, or train the network with model.train(): in eval mode, an untrained network"
    " returns values that are too large for this loss"
)

TRIED = 150
"""How many cases the contract is asked about behind each repair of the first fault."""


def repair(
    case: Case,
    violation: Violation | None,
    passes: Callable[[Case], bool],
    *,
    too_large: bool = False,
) -> Fix | None:
    """The first fix of a case that passes: of the rule that it violates, or else a last resort.

    The contract is asked first, and what it allows is run: ``passes`` says whether a case has no
    finding when it is run whole. Where another fault is behind the first, both are repaired, and the
    sentence names both. Without a ``violation``, what is not ordinary is made so; where the loss comes
    out ``too_large``, or NaN, the network may only have to be trained.
    """
    if too_large and violation is None and case.mode == "eval":
        trained = Fix(UNTRAINED, replace(case, mode="train"))
        if _is_allowed(trained.case) and passes(trained.case):
            return trained
    for offered in (_allowed(case, violation), _in_turn(case, violation)):
        mended = next((fix for fix in islice(offered, RUNS) if passes(fix.case)), None)
        if mended is not None:
            return mended
    several = chain(islice(_allowed(case, violation), 3), islice(_in_turn(case, violation), 3))
    in_training = map(_in_training, several)
    mended = next((fix for fix in in_training if _is_allowed(fix.case) and passes(fix.case)), None)
    return mended or _last_resort(case, violation, passes)


def _last_resort(case: Case, violation: Violation | None, passes: Callable[[Case], bool]) -> Fix | None:
    left = (fix for fix in last_resorts(case) if _is_allowed(fix.case))
    last = next((fix for fix in islice(left, RUNS) if passes(fix.case)), None)
    return last._replace(text=_admitted(last.text, violation)) if last is not None else None


def put_right(case: Case, violation: Violation) -> Iterator[Case]:
    """The cases with the rule alone put right, by one of its repairs, whatever else they violate."""
    for fix in fixes(case, violation):
        if violation.rule not in _rules(predict(fix.case)) and is_valid(fix.case):
            yield fix.case


def _in_training(fix: Fix) -> Fix:
    """A fix of a case whose output is too large for a loss, as that of an untrained network in eval.

    A trained one has no such output, so that is no part of what is advised.
    """
    return Fix(f"{fix.text}; {TRAINED}", replace(fix.case, mode="train"))


def _in_turn(case: Case, violation: Violation | None) -> Iterator[Fix]:
    """The fixes of several faults: of the first, then of what the contract says is behind it."""
    for first in fixes(case, violation) if violation is not None else ():
        behind = _behind(first, violation)
        if behind is not None:
            yield from islice(_mended([(first, behind)]), RUNS // 4)


def _mended(partly: list[tuple[Fix, Violation]]) -> Iterator[Fix]:
    """The fixes that are left to be made of cases with a fault, the fewest first."""
    tried = 0
    for _ in range(FAULTS - 1):
        further: list[tuple[Fix, Violation]] = []
        for before, fault in partly:
            for fix in fixes(before.case, fault):
                tried += 1
                if tried > TRIED:
                    return
                both = Fix(f"{before.text}, and {fix.text}", fix.case)
                if _is_allowed(fix.case):
                    yield both
                elif (behind := _behind(fix, fault)) is not None:
                    further.append((both, behind))
        partly = further


def _behind(fix: Fix, fault: Violation | None) -> Violation | None:
    """The fault that is left in a case where another is repaired; None where that still is in it."""
    expected = predict(fix.case)
    is_left = fault is not None and fault.rule in _rules(expected)
    return None if is_left else expected.any_violation


def _rules(expected: Prediction) -> set[str]:
    left = (*expected.violations, *expected.excused, expected.misuse)
    return {violation.rule for violation in left if violation is not None}


def _admitted(text: str, violation: Violation | None) -> str:
    """The sentence of a last resort, behind what a case has no words for."""
    code = next((r.text for r in violation.repairs if r.change is None), "") if violation else ""
    return f"{code}; what was run instead: {text}" if code else text


def _allowed(case: Case, violation: Violation | None) -> Iterator[Fix]:
    offered = fixes(case, violation) if violation is not None else ordinary_settings(case)
    return (fix for fix in offered if _is_allowed(fix.case))


def _is_allowed(case: Case) -> bool:
    return predict(case).any_violation is None and is_valid(case)


def with_first_fault_fixed(case: Case) -> Case | None:
    """The case with the first fault of its network fixed, so that what is behind it shows.

    An ordinary image that the fix has put in is a smaller one where the same is behind then: it is run
    some times, and where the processor has no kernels for a dtype that takes many seconds each. None
    where its network has no fault, or none that can be fixed by itself.
    """
    rest = {"loss": case.loss, "target": case.target, "backward": case.backward}
    bare = without_loss(case)
    better = (replace(_cheaper(one, bare), **rest) for one in _better(bare))
    return next(filter(is_valid, better), None)


def _cheaper(better: Case, case: Case) -> Case:
    """A mended case with a smaller image than its fix has, where the contract says the same of it."""
    small = smaller(better)
    if small == better or better.input.shape[-2:] == case.input.shape[-2:]:
        return better
    behind, expected = predict(better).any_violation, predict(small).any_violation
    same = (behind and (behind.rule, behind.site)) == (expected and (expected.rule, expected.site))
    return small if same else better


def _better(case: Case) -> Iterator[Case]:
    """The cases in which the rule that a case violates first is violated no more."""
    was = predict(case).any_violation
    if was is None:
        return
    for fix in (*fixes(case, was), *last_resorts(case)):
        if was.rule not in _rules(predict(fix.case)) and is_valid(fix.case):
            yield fix.case
