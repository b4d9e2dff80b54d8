"""The cause of a failure: the rule that is violated, the fix, and the page of the documentation."""

from fuzz.catalogue.entry import Entry
from fuzz.text import printable
from strategies.violation import Violation


def cause_lines(violation: Violation | None) -> list[str]:
    """A violation in lines of text; no lines where there is none."""
    return (
        _lines(violation.rule, violation.description, violation.fix, violation.page)
        if violation is not None
        else []
    )


def entry_cause_lines(entry: Entry) -> list[str]:
    """The cause of an entry's failure in lines of text, with its region where that is known."""
    lines = _lines(entry.signature.rule, entry.cause, entry.fix, entry.page)
    more = (
        ("Proof: ", proof_sentence(entry)),
        ("Shows: ", entry.capability and f"on a CPU without {entry.capability} only"),
        ("Reach: ", entry.region),
    )
    return [*lines, *(printable(head + text) for head, text in more if text)]


def proof_sentence(entry: Entry) -> str:
    """What shows that the rule is to blame; "" where nothing does."""
    proof = entry.proof
    if proof is None:
        return ""
    if proof.does:
        return f"with only this fixed, the failure is gone; the next error is {proof.does}"
    if entry.signature.kind != "silent":
        return "with the change that is advised, it passes"
    if not proof.differs:
        return "with the change that is advised, the result is the same: it does no harm here"
    return f"with the change that is advised, the {' and the '.join(proof.differs)} changes"


def _lines(rule: str, cause: str, fix: str, page: str) -> list[str]:
    named = f"{cause} ({rule})" if rule else cause
    parts = (("Cause: ", named), ("Fix:   ", fix), ("See:   ", page))
    return [printable(head + text) for head, text in parts if text]
