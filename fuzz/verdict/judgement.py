"""judge(): the contract and an outcome side by side, and what there is to say."""

from fuzz.execution.outcome import STAGES, NonFinite, Outcome, Raised, Stage, Warned
from fuzz.verdict.finding import NOT_FINITE, Finding, FindingKind, Signature
from fuzz.verdict.template import template
from strategies.case import Case
from strategies.contract import Prediction, Violation, predict

COMPARED = ("loss", "backward")
"""The stages after the network has given its output."""


def judge(case: Case, outcome: Outcome) -> Finding | None:
    """The finding in what became of a case, or None where all is well."""
    return weigh(predict(case), outcome)


def weigh(expected: Prediction, outcome: Outcome) -> Finding | None:
    """The finding in an outcome of which something was expected, or None where it came about.

    What torch refuses is put down to the rule that is broken there, or else to the first one on the way,
    since what comes after a broken rule may be its consequence. Of what went through, what nobody means
    is told before what nobody allows, then a warning, then what is not finite. A network that ought not
    to have given an output is silent about it, whatever the loss says of that output afterwards.
    """
    if isinstance(outcome, Raised):
        return _raised(expected, outcome)
    broken = expected.misuse or expected.violation or _warned_of(expected, outcome.warnings)
    if broken is not None:
        return _silent(broken, outcome.warnings)
    if outcome.warnings:
        return _warned(outcome.warnings[0])
    if outcome.nonfinite is not None:
        return _nonfinite(outcome.nonfinite)
    return None


def _warned_of(expected: Prediction, warnings: tuple[Warned, ...]) -> Violation | None:
    """What is wrong with a layer that is never called, where torch warned as it was made."""
    if not any(warning.stage == "build" for warning in warnings):
        return None
    return next((broken for broken in expected.excused if broken.stage == "build"), None)


def _raised(expected: Prediction, raised: Raised) -> Finding:
    rules = (*expected.violations, *expected.excused)
    there = [broken for broken in rules if _is_there(broken, raised)]
    if there:
        nearest = max(there, key=lambda broken: _nearness(broken, raised))
        return _refused(nearest, "rejected", raised)
    first = expected.violation
    if first is None or raised.stage == "build" or _comes_before(raised.stage, first.stage):
        return _spurious(raised)
    if raised.stage in COMPARED and first.stage not in COMPARED:
        return _silent(expected.misuse or first, ())
    return _refused(first, "misplaced", raised)


def _is_there(broken: Violation, raised: Raised) -> bool:
    """Whether torch refuses where a rule is broken: at that stage, and at that site or inside it."""
    if broken.stage != raised.stage:
        return False
    if broken.stage == "build":
        return raised.site in ("", broken.site)
    if broken.stage == "forward":
        return raised.site == broken.site or raised.site.startswith(f"{broken.site or '-'}.")
    return True


def _nearness(broken: Violation, raised: Raised) -> tuple[int, ...]:
    """How close a broken rule is to what raised: by what is being made, or by its place on the way.

    Of what is wrong with a loss, or with the way back, the first is told.
    """
    by = _is_by(broken, raised.op)
    if broken.stage == "build":
        return (int(by == 2), int(broken.site == raised.site), by)
    return (len(broken.site), by) if broken.stage == "forward" else ()


def _is_by(broken: Violation, op: str) -> int:
    """How well a rule fits the class whose code raised: its own, that of an edit, that of another."""
    owner, _, _ = broken.rule.partition(".")
    return 2 if owner == op.lower() else int(owner == "edit")


def _comes_before(one: Stage, other: Stage) -> bool:
    return STAGES.index(one) < STAGES.index(other)


def _spurious(raised: Raised) -> Finding:
    signature = Signature(
        stage=raised.stage,
        kind="spurious",
        op=raised.op,
        exception=raised.exception,
        template=template(raised.message),
    )
    return Finding(signature, raised.stage, raised.message, raised.site, raised.exception)


def _refused(broken: Violation, kind: FindingKind, raised: Raised) -> Finding:
    signature = Signature(stage=broken.stage, kind=kind, rule=broken.rule)
    return Finding(signature, raised.stage, raised.message, raised.site, raised.exception, broken)


def _silent(broken: Violation, warnings: tuple[Warned, ...]) -> Finding:
    signature = Signature(stage=broken.stage, kind="silent", rule=broken.rule)
    seen = broken.stage if broken.stage in COMPARED else "forward"
    if not warnings:
        return Finding(signature, seen, site=broken.site, cause=broken)
    said = warnings[0]
    return Finding(signature, seen, said.message, said.site, "UserWarning", broken)


def _warned(warning: Warned) -> Finding:
    signature = Signature(
        stage=warning.stage,
        kind="warned",
        op=warning.op,
        exception="UserWarning",
        template=template(warning.message),
    )
    return Finding(signature, warning.stage, warning.message, warning.site, "UserWarning")


def _nonfinite(place: NonFinite) -> Finding:
    message = NOT_FINITE[place.stage]
    signature = Signature(stage=place.stage, kind="nonfinite", op=place.op, template=message)
    return Finding(signature, place.stage, message, place.site)
