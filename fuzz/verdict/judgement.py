"""judge(): an outcome compared with the contract, and the finding in it."""

from collections.abc import Iterable

from fuzz.execution.fate import fate
from fuzz.execution.outcome import Died, NonFinite, Outcome, Raised, Warned
from fuzz.verdict.finding import LATER, NOT_FINITE, Finding, FindingKind, Signature
from fuzz.verdict.template import template
from strategies.case import Case
from strategies.contract import Prediction, Violation, predict
from strategies.execution_order import Order, order_of
from strategies.layer import LAYERS
from strategies.stage import STAGES, Stage

COMPARED = ("loss", "backward")
"""The stages after the network has returned its output."""

FACTORIES = ("empty", "zeros", "ones", "full")
"""What makes the parameters of a layer."""

OWNERS = {name.lower(): kind for name, kind in LAYERS.items()}
"""The kinds of layers by the name that the ids of their rules begin with."""


def judge(case: Case, outcome: Outcome) -> Finding | None:
    """Compare a case's outcome with the contract.

    ``outcome`` is what `observe` returned for this same case. Returns a `Finding`, or None where torch
    did what the documentation says. Runs nothing; never raises for a case that `check` accepts.
    """
    inside = isinstance(outcome, Raised) and outcome.stage == "forward"
    return weigh(predict(case), outcome, order_of(case.subject, case.edits) if inside else None)


def weigh(expected: Prediction, outcome: Outcome, order: Order | None = None) -> Finding | None:
    """The finding in an outcome by its prediction, or None where it is as predicted.

    An error is attributed to the rule that is violated where it is raised, or else to the first
    violation of the case that lies before it in the ``order`` of execution, of which it may be a
    consequence. Where no error is raised, an access out of bounds comes before a misuse, which comes
    before any other violation, then a warning, then NaN or infinity. A violation in the network that
    raises no error there is silent, whatever the loss raises afterwards.
    """
    outcome = fate(outcome) if isinstance(outcome, Raised) else outcome
    if isinstance(outcome, Died):
        return _died(expected, outcome)
    if isinstance(outcome, Raised):
        return _raised(expected, outcome, order)
    astray = next((one for one in expected.violations if one.out_of_bounds), None)
    violation = astray or expected.misuse or expected.violation or _warned_of(expected, outcome.warnings)
    if violation is not None:
        return _silent(violation, outcome.warnings)
    if outcome.warnings:
        return _warned(outcome.warnings[0])
    if outcome.nonfinite is not None:
        return _nonfinite(outcome.nonfinite)
    return None


def _died(expected: Prediction, died: Died) -> Finding:
    """What ended its process, put down to a rule that is violated there."""
    cause = next((one for one in expected.violations if _may_have_ended(one, died)), None)
    message = LATER if died.later else ""
    signature = Signature(
        stage=died.stage, kind=died.fate, op=died.op, exception=died.how, template=message
    )
    if cause is not None:
        signature = Signature(stage=cause.stage, kind=died.fate, rule=cause.rule)
    return Finding(signature, died.stage, message, died.site, died.how, cause, died.op)


def _may_have_ended(violation: Violation, died: Died) -> bool:
    """Whether a process ended in what a violated rule is about: in this layer, or after the network.

    Where the rule guards memory, also anywhere behind.
    """
    if violation.out_of_bounds:
        return died.later or not _comes_before(died.stage, violation.stage)
    if died.later or violation.stage != died.stage:
        return False
    return violation.stage in COMPARED or violation.rule.partition(".")[0] == died.op.lower()


def _warned_of(expected: Prediction, warnings: tuple[Warned, ...]) -> Violation | None:
    """The violation of a layer that is never called, where torch warned when it was constructed."""
    if not any(warning.stage == "build" for warning in warnings):
        return None
    return next((violation for violation in expected.excused if violation.stage == "build"), None)


def _raised(expected: Prediction, raised: Raised, order: Order | None) -> Finding:
    rules = [one for one in (*expected.violations, *expected.excused) if _may_cause(one, raised, order)]
    there = [violation for violation in rules if _is_there(violation, raised)]
    before = [violation for violation in rules if violation in expected.violations]
    if there:
        nearest = max(there, key=lambda violation: _nearness(violation, raised))
        earlier = [one for one in before if one not in there and _is_read_before(one, nearest)]
        option = _own_option(earlier, raised, order)
        return _refused(option or nearest, "rejected" if option is None else "misplaced", raised)
    first = _own_option(before, raised, order) or next(iter(before), None)
    if first is None or raised.stage == "build":
        return _spurious(raised)
    if raised.stage in COMPARED and first.stage not in COMPARED:
        return _silent(expected.misuse or first, ())
    return _refused(first, "misplaced", raised)


def _own_option(
    violations: Iterable[Violation], raised: Raised, order: Order | None
) -> Violation | None:
    """The first violation of an option of the layer that raised, or of one around it."""
    if order is None:
        return None
    return next((one for one in violations if order.is_of_layer(one, raised.site)), None)


def _is_read_before(option: Violation, other: Violation) -> bool:
    """Whether a layer looks at its invalid option before it looks at what is wrong with its input."""
    owner, _, name = option.rule.partition(".")
    kind = OWNERS.get(owner)
    if kind is None or name not in kind.read_first:
        return False
    return other.rule.partition(".")[2] not in kind.even_before


def _may_cause(violation: Violation, raised: Raised, order: Order | None) -> bool:
    """Whether a violation comes no later than the error."""
    if _comes_before(raised.stage, violation.stage):
        return False
    if raised.stage == "build":
        return _is_of_edit(violation, raised)
    return order is None or not order.comes_after(violation, raised.site, raised.op)


def _is_of_edit(violation: Violation, raised: Raised) -> bool:
    """Whether a violation is one of the edit that raised, or of the constructor of the network.

    The class whose code was running is known: no option of another layer can be the cause. It may be
    the edit that asked for what a layer doesn't have. Where a tensor could not be made, it is a
    parameter of the layer that the edit constructs.
    """
    owner, _, _ = violation.rule.partition(".")
    if raised.op in LAYERS:
        return violation.site == raised.site and owner in (raised.op.lower(), "edit")
    if raised.op in FACTORIES and violation.site == raised.site:
        return True
    return raised.site == "" or (violation.site == raised.site and owner not in OWNERS)


def _is_there(violation: Violation, raised: Raised) -> bool:
    """Whether torch raised where a rule is violated: at that stage, and at that site or inside it."""
    if violation.stage != raised.stage:
        return False
    if violation.stage != "forward":
        return True
    owner, _, _ = violation.rule.partition(".")
    inside = owner in OWNERS and raised.site.startswith(f"{violation.site or '-'}.")
    return raised.site == violation.site or inside


def _nearness(violation: Violation, raised: Raised) -> tuple[int, ...]:
    """How close a violation is to the error: by the class that raised it, or by the site.

    At the stages ``loss`` and ``backward``, all are equal: the first one counts.
    """
    by = _is_by(violation, raised.op)
    if violation.stage == "build":
        return (int(by == 2), int(violation.site == raised.site), by)
    return (len(violation.site), by) if violation.stage == "forward" else ()


def _is_by(violation: Violation, op: str) -> int:
    """2 for a rule of the class whose code raised the error, 1 for one of the edit, else 0."""
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
    error = (raised.stage, raised.message, raised.site, raised.exception)
    return Finding(signature, *error, op=raised.op)


def _refused(violation: Violation, kind: FindingKind, raised: Raised) -> Finding:
    signature = Signature(stage=violation.stage, kind=kind, rule=violation.rule)
    error = (raised.stage, raised.message, raised.site, raised.exception)
    return Finding(signature, *error, violation, raised.op)


def _silent(violation: Violation, warnings: tuple[Warned, ...]) -> Finding:
    signature = Signature(stage=violation.stage, kind="silent", rule=violation.rule)
    seen = violation.stage if violation.stage in COMPARED else "forward"
    if not warnings:
        return Finding(signature, seen, site=violation.site, cause=violation)
    warning = warnings[0]
    return Finding(signature, seen, warning.message, warning.site, "UserWarning", violation)


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
