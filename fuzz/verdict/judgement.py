"""judge(): the contract and an outcome side by side, and what there is to say."""

from fuzz.execution.outcome import NonFinite, Outcome, Raised, Warned
from fuzz.verdict.finding import NOT_FINITE, Finding, FindingKind, Signature
from fuzz.verdict.template import template
from strategies.case import Case
from strategies.contract import Prediction, Violation, predict
from strategies.stage import STAGES, Stage

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
    violation = expected.misuse or expected.violation or _warned_of(expected, outcome.warnings)
    if violation is not None:
        return _silent(violation, outcome.warnings)
    if outcome.warnings:
        return _warned(outcome.warnings[0])
    if outcome.nonfinite is not None:
        return _nonfinite(outcome.nonfinite)
    return None


def _warned_of(expected: Prediction, warnings: tuple[Warned, ...]) -> Violation | None:
    """What is wrong with a layer that is never called, where torch warned as it was made."""
    if not any(warning.stage == "build" for warning in warnings):
        return None
    return next((violation for violation in expected.excused if violation.stage == "build"), None)


def _raised(expected: Prediction, raised: Raised) -> Finding:
    rules = (*expected.violations, *expected.excused)
    there = [violation for violation in rules if _is_there(violation, raised)]
    if there:
        nearest = max(there, key=lambda violation: _nearness(violation, raised))
        return _refused(nearest, "rejected", raised)
    first = expected.violation
    if first is None or raised.stage == "build" or _comes_before(raised.stage, first.stage):
        return _spurious(raised)
    if raised.stage in COMPARED and first.stage not in COMPARED:
        return _silent(expected.misuse or first, ())
    return _refused(first, "misplaced", raised)


def _is_there(violation: Violation, raised: Raised) -> bool:
    """Whether torch refuses where a rule is broken: at that stage, and at that site or inside it."""
    if violation.stage != raised.stage:
        return False
    if violation.stage == "build":
        return raised.site in ("", violation.site)
    if violation.stage == "forward":
        return raised.site == violation.site or raised.site.startswith(f"{violation.site or '-'}.")
    return True


def _nearness(violation: Violation, raised: Raised) -> tuple[int, ...]:
    """How close a broken rule is to what raised: by what is being made, or by its place on the way.

    Of what is wrong with a loss, or with the way back, the first is told.
    """
    by = _is_by(violation, raised.op)
    if violation.stage == "build":
        return (int(by == 2), int(violation.site == raised.site), by)
    return (len(violation.site), by) if violation.stage == "forward" else ()


def _is_by(violation: Violation, op: str) -> int:
    """How well a rule fits the class whose code raised: its own, that of an edit, that of another."""
    owner, _, _ = violation.rule.partition(".")
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


def _refused(violation: Violation, kind: FindingKind, raised: Raised) -> Finding:
    signature = Signature(stage=violation.stage, kind=kind, rule=violation.rule)
    return Finding(signature, raised.stage, raised.message, raised.site, raised.exception, violation)


def _silent(violation: Violation, warnings: tuple[Warned, ...]) -> Finding:
    signature = Signature(stage=violation.stage, kind="silent", rule=violation.rule)
    seen = violation.stage if violation.stage in COMPARED else "forward"
    if not warnings:
        return Finding(signature, seen, site=violation.site, cause=violation)
    said = warnings[0]
    return Finding(signature, seen, said.message, said.site, "UserWarning", violation)


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
