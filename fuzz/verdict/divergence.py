"""Divergence: a case that one device runs and another rejects, or with different outputs.

The device ``meta`` has shapes and dtypes, but no values: torch.compile, torch.export and deferred
initialization rely on it. What it accepts and the CPU rejects fails late; what it rejects and the CPU
computes cannot be compiled. A GPU is compared with the CPU as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fuzz.execution.accelerator import is_accelerator
from fuzz.execution.compiler import without_compiler
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Described, Died, Outcome, Raised
from fuzz.verdict.finding import Finding, Signature
from fuzz.verdict.judgement import judge
from fuzz.verdict.template import template
from strategies.case import Case
from strategies.rule import shown
from strategies.sequence import steps
from strategies.stage import STAGES

ANOTHER = "the devices give different outputs"
"""The message of a finding where neither device raises an error."""

STEPS = 256
"""So many steps of recurrent layers take ``meta`` about half a second, and more are not asked of it."""

NO_VALUES = "meta tensor"
"""In the message of an operation that needs values, which ``meta`` does not have."""


@dataclass(frozen=True)
class Divergence:
    """A finding of kind ``divergent``, and the outcomes of the case on two devices."""

    finding: Finding
    outcomes: dict[str, Outcome]

    @property
    def description(self) -> str:
        """The outcome on each device, as it is shown to users; the one that raises comes last."""
        return "; ".join(f"on {device} {_summary(seen)}" for device, seen in self.in_order())

    def in_order(self) -> list[tuple[str, Outcome]]:
        """The devices and their outcomes, that which raises last; else in the order of the runs."""
        return sorted(self.outcomes.items(), key=lambda item: isinstance(item[1], Raised))


def others(device: str) -> tuple[str, ...]:
    """The devices on which a case is run for a second opinion."""
    return ("meta", "cpu") if is_accelerator(device) else ("meta",)


Observe = Callable[[Case, str], Outcome]
"""What gives the outcome of a case on a device."""


def _whole(case: Case, device: str) -> Outcome:
    return observe(case, device=device)


def divergence(case: Case, *, device: str = "cpu", look: Observe = _whole) -> Divergence | None:
    """The first device that differs on a case from the one it is run on, or None where all agree.

    The case is run whole, unless ``look`` gives its outcomes. Raises `CaseError` for a case that is
    malformed or too large.
    """
    first = look(case, device)
    finding = judge(case, first)
    if isinstance(first, Died):
        return None
    for other in others(device):
        if not _can_tell(other, case, finding, first):
            continue
        with without_compiler():
            second = look(case, other)
        if _has_an_opinion(second) and _disagree(first, second):
            return Divergence(_finding(finding, first, second), {device: first, other: second})
    return None


def _can_tell(other: str, case: Case, finding: Finding | None, first: Outcome) -> bool:
    """Whether the outcome on another device is comparable.

    ``meta`` has no autocast and no values, and goes through a sequence step by step, in Python. An error
    after a violation that was silent follows from that violation.
    """
    cause = finding.cause if finding is not None else None
    if finding is not None and finding.signature.kind == "silent" and isinstance(first, Raised):
        return False
    if other != "meta":
        return True
    of_values = cause is not None and cause.of_values
    return case.autocast == "off" and not of_values and steps(case) <= STEPS


def _has_an_opinion(second: Outcome) -> bool:
    """Whether a device did not merely reject the operation as unsupported, or for its lack of values."""
    if not isinstance(second, Raised):
        return True
    return second.exception != "NotImplementedError" and NO_VALUES not in second.message


def _disagree(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.stage != other.stage
    if isinstance(one, Raised) or isinstance(other, Raised):
        return True
    if isinstance(one, Died) or isinstance(other, Died):
        return False
    return (one.output, one.loss) != (other.output, other.loss)


def _finding(finding: Finding | None, first: Outcome, second: Outcome) -> Finding:
    """The finding in two outcomes, with the cause of the finding in the first alone."""
    raised = [seen for seen in (first, second) if isinstance(seen, Raised)]
    refused = min(raised, key=lambda seen: STAGES.index(seen.stage), default=None)
    cause = finding.cause if finding is not None else None
    signature = _signature(finding, refused)
    if refused is None:
        return Finding(signature, signature.stage, ANOTHER, cause=cause)
    error = (refused.stage, refused.message, refused.site, refused.exception)
    return Finding(signature, *error, cause)


def _signature(finding: Finding | None, refused: Raised | None) -> Signature:
    """By the rule that is violated, or else by the error that is raised at the earlier stage."""
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


def _summary(seen: Outcome) -> str:
    if isinstance(seen, Raised):
        return f"it raises {seen.exception} in the {seen.stage} stage"
    if isinstance(seen, Died):
        return f"it ends the process ({seen.how})"
    values = [_described("an output", seen.output)]
    if seen.loss is not None:
        values.append(_described("a loss", seen.loss))
    return f"it returns {', and '.join(values)}"


def _described(what: str, value: Described) -> str:
    if value.shape is None:
        return f"{what} of type {value.type}"
    return f"{what} of shape {shown(value.shape)} and dtype {value.dtype}"
