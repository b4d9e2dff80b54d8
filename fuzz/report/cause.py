"""Why a case fails, by the contract: the rule that it breaks, what to do, and where to read on."""

from fuzz.catalogue.entry import Entry
from fuzz.text import printable
from strategies.violation import Violation


def cause_lines(violation: Violation | None) -> list[str]:
    """A broken rule as people read it; no lines where there is none."""
    return (
        _lines(violation.rule, violation.description, violation.fix, violation.page)
        if violation is not None
        else []
    )


def entry_cause_lines(entry: Entry) -> list[str]:
    """Why an entry's case fails, as people read it, and how far that reaches, as far as it is known."""
    lines = _lines(entry.signature.rule, entry.cause, entry.fix, entry.page)
    return [*lines, f"Reach: {printable(entry.region)}"] if entry.region else lines


def _lines(rule: str, cause: str, fix: str, page: str) -> list[str]:
    named = f"{cause} ({rule})" if rule else cause
    told = (("Cause: ", named), ("Fix:   ", fix), ("See:   ", page))
    return [printable(head + text) for head, text in told if text]
