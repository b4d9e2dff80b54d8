"""Finding: what there is to say of an outcome, and the signature that makes two findings the same."""

from typing import Literal

import msgspec

from fuzz.execution.outcome import NonFinite, Outcome, Raised, Stage, Warned
from fuzz.verdict.template import template

Kind = Literal["raised", "warned", "nonfinite"]
"""``raised``: an exception. ``warned``: torch went on, with a warning. ``nonfinite``: it returned NaN
or infinity. Whether a case ought to have been refused is not known yet: that takes a contract."""


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What two findings share when they are the same one: never a size, a place, a version, a device.

    ``rule`` is the id of the documented rule that the case breaks; empty while none is known, and
    then ``exception`` (a type, or a warning's category) and ``template`` (see
    `fuzz.verdict.template`) tell.
    """

    stage: Stage
    kind: Kind
    op: str
    exception: str
    template: str
    rule: str = ""


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signature with the message and the place in one case."""

    signature: Signature
    message: str
    site: str = ""


NOT_FINITE = {
    "forward": "the output is not finite",
    "loss": "the loss is not finite",
    "backward": "a gradient is not finite",
}


def judge(outcome: Outcome) -> Finding | None:
    """The finding in an outcome, or None where all is well.

    Where there are several, the first in the order of the run: a warning before what it led to.
    """
    if isinstance(outcome, Raised):
        return Finding(
            Signature(
                stage=outcome.stage,
                kind="raised",
                op=outcome.op,
                exception=outcome.exception,
                template=template(outcome.message),
            ),
            outcome.message,
            outcome.site,
        )
    if outcome.warnings:
        return _warned(outcome.warnings[0])
    if outcome.nonfinite is not None:
        return _nonfinite(outcome.nonfinite)
    return None


def _warned(warning: Warned) -> Finding:
    signature = Signature(
        stage=warning.stage,
        kind="warned",
        op=warning.op,
        exception="UserWarning",
        template=template(warning.message),
    )
    return Finding(signature, warning.message, warning.site)


def _nonfinite(place: NonFinite) -> Finding:
    message = NOT_FINITE[place.stage]
    signature = Signature(
        stage=place.stage, kind="nonfinite", op=place.op, exception="", template=message
    )
    return Finding(signature, message, place.site)
