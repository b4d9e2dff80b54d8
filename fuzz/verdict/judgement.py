"""judge(): the contract and an outcome side by side, and what there is to say."""

from fuzz.execution.outcome import STAGES, NonFinite, Outcome, Raised, Warned
from fuzz.verdict.finding import NOT_FINITE, Finding, Kind, Signature
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

    Of what went through, the first in the order of the run is told: what nobody means before what
    nobody allows, then a warning, then what is not finite. A network that ought not to have given an
    output is silent about it, whatever the loss says of that output afterwards.
    """
    broken, doubt = expected.violation, expected.doubt
    if isinstance(outcome, Raised):
        if broken is None or STAGES.index(outcome.stage) < STAGES.index(broken.stage):
            return _spurious(outcome)
        if broken.stage in COMPARED or outcome.stage not in COMPARED:
            return _refused(broken, outcome)
        return _silent(doubt or broken, ())
    if doubt is not None or broken is not None:
        return _silent(doubt or broken, outcome.warnings)
    if outcome.warnings:
        return _warned(outcome.warnings[0])
    if outcome.nonfinite is not None:
        return _nonfinite(outcome.nonfinite)
    return None


def _spurious(raised: Raised) -> Finding:
    signature = Signature(
        stage=raised.stage,
        kind="spurious",
        op=raised.op,
        exception=raised.exception,
        template=template(raised.message),
    )
    return Finding(signature, raised.stage, raised.message, raised.site, raised.exception)


def _refused(broken: Violation, raised: Raised) -> Finding:
    there = broken.stage == raised.stage and (broken.stage != "forward" or broken.site == raised.site)
    kind: Kind = "rejected" if there else "misplaced"
    signature = Signature(stage=broken.stage, kind=kind, rule=broken.rule)
    return Finding(signature, raised.stage, raised.message, raised.site, raised.exception, broken)


def _silent(broken: Violation | None, warnings: tuple[Warned, ...]) -> Finding:
    assert broken is not None
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
