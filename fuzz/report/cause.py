"""Why a case fails, by the contract: the rule that it breaks, what to do, and where to read on."""

from fuzz.catalogue.entry import Entry
from strategies.contract import Violation


def cause_lines(broken: Violation | None) -> list[str]:
    """A broken rule as people read it; no lines where there is none."""
    return _lines(broken.rule, broken.told, broken.fix, broken.page) if broken is not None else []


def entry_cause_lines(entry: Entry) -> list[str]:
    """Why an entry's case fails, as people read it; no lines where no rule is broken."""
    rule = entry.signature.rule
    return _lines(rule, entry.cause, entry.fix, entry.page) if rule else []


def _lines(rule: str, cause: str, fix: str, page: str) -> list[str]:
    return [f"Cause: {cause} ({rule})", f"Fix:   {fix}", f"See:   {page}"]
