"""Divergence: what one device makes of a case, and another does not.

The device ``meta`` has shapes and element types and no values: it is what torch.compile, export and
deferred initialisation take a network's word from. What it lets pass and the CPU refuses fails late;
what it refuses and the CPU computes cannot be compiled. A GPU is held against the CPU as well.
"""

from dataclasses import dataclass

import torch

from fuzz.execution.observe import observe
from fuzz.execution.outcome import Described, Outcome, Raised
from fuzz.verdict.finding import Finding, Signature
from fuzz.verdict.judgement import judge
from fuzz.verdict.template import template
from strategies.case import Case
from strategies.stage import STAGES

ANOTHER = "the devices give different outputs"
"""What stands for a message where neither device refuses."""

NO_VALUES = "meta tensor"
"""In the message of an operation that needs the values that ``meta`` does not have."""


@dataclass(frozen=True)
class Divergence:
    """A finding of kind ``divergent``, and what each of two devices made of the case."""

    finding: Finding
    outcomes: dict[str, Outcome]

    @property
    def description(self) -> str:
        """What each device does, as a person reads it; the one that refuses comes last."""
        return "; ".join(f"on {device} {_told(seen)}" for device, seen in self.in_order())

    def in_order(self) -> list[tuple[str, Outcome]]:
        """The devices and what each made of the case, the one that refuses last, or first the first."""
        return sorted(self.outcomes.items(), key=lambda item: isinstance(item[1], Raised))


def others(device: str) -> tuple[str, ...]:
    """The devices that are asked for a second opinion."""
    return ("meta", "cpu") if torch.device(device).type == "cuda" else ("meta",)


def divergence(case: Case, *, device: str = "cpu") -> Divergence | None:
    """The first second opinion on a case that differs, or None where all agree.

    Raises `CaseError` for a case that is malformed or too large.
    """
    first = observe(case, device=device)
    finding = judge(case, first)
    for other in others(device):
        if not _can_tell(other, case, finding, first):
            continue
        second = observe(case, device=other)
        if _has_an_opinion(second) and _disagree(first, second):
            return Divergence(_finding(finding, first, second), {device: first, other: second})
    return None


def _can_tell(other: str, case: Case, finding: Finding | None, first: Outcome) -> bool:
    """Whether another device can have an opinion.

    ``meta`` knows no autocast and sees no values. What is refused after a fault that went unseen
    follows from that fault.
    """
    cause = finding.cause if finding is not None else None
    if finding is not None and finding.signature.kind == "silent" and isinstance(first, Raised):
        return False
    return other != "meta" or (case.autocast == "off" and not (cause is not None and cause.of_values))


def _has_an_opinion(second: Outcome) -> bool:
    """Whether a device did more than to say that it has no such operation, or no values."""
    if not isinstance(second, Raised):
        return True
    return second.exception != "NotImplementedError" and NO_VALUES not in second.message


def _disagree(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.stage != other.stage
    if isinstance(one, Raised) or isinstance(other, Raised):
        return True
    return (one.output, one.loss) != (other.output, other.loss)


def _finding(finding: Finding | None, first: Outcome, second: Outcome) -> Finding:
    """The finding that two outcomes make, beside what was to be said of the first alone."""
    raised = [seen for seen in (first, second) if isinstance(seen, Raised)]
    refused = min(raised, key=lambda seen: STAGES.index(seen.stage), default=None)
    cause = finding.cause if finding is not None else None
    signature = _signature(finding, refused)
    if refused is None:
        return Finding(signature, signature.stage, ANOTHER, cause=cause)
    said = (refused.stage, refused.message, refused.site, refused.exception)
    return Finding(signature, *said, cause)


def _signature(finding: Finding | None, refused: Raised | None) -> Signature:
    """By the rule that is broken, or else by what is said by the device that refuses first."""
    if finding is not None and finding.signature.rule:
        return Signature(stage=finding.signature.stage, kind="divergent", rule=finding.signature.rule)
    if refused is None:
        return Signature(stage="loss", kind="divergent", template=ANOTHER)
    return Signature(
        stage=refused.stage,
        kind="divergent",
        op=refused.op,
        exception=refused.exception,
        template=template(refused.message),
    )


def _told(seen: Outcome) -> str:
    if isinstance(seen, Raised):
        return f"it raises {seen.exception} at the stage {seen.stage}"
    shown = [_described("an output", seen.output)]
    if seen.loss is not None:
        shown.append(_described("a loss", seen.loss))
    return f"it gives {' and '.join(shown)}"


def _described(what: str, value: Described) -> str:
    if value.shape is None:
        return f"{what} of type {value.type}"
    return f"{what} of shape {value.shape} and type {value.dtype}"
