"""Why a case fails, by the contract: the rule that it breaks, what to do, and where to read on."""

from strategies.case import Case
from strategies.contract import Violation, predict


def cause_of(case: Case) -> Violation | None:
    """The rule that a case breaks first, or what is doubtful about it; None where neither is known."""
    return predict(case).broken


def cause_lines(broken: Violation | None) -> list[str]:
    """A cause as people read it; no lines where none is known."""
    if broken is None:
        return []
    place = f" at {broken.site}" if broken.site else ""
    return [
        f"Cause: {broken.rule}{place}: {broken.cause}",
        f"Fix:   {broken.fix}",
        f"See:   {broken.page}",
    ]


def cause_fields(broken: Violation | None) -> dict[str, str] | None:
    """A cause as plain values."""
    return None if broken is None else broken._asdict()
