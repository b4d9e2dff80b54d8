"""What the words mean that people see, in a few others: docs/how-it-works.md has more."""

from fuzz.verdict import FindingKind
from strategies.case import Case
from strategies.surgery import Truncate

KINDS: dict[FindingKind, str] = {
    "rejected": "what the documentation forbids raises an error, there and then",
    "misplaced": "what it forbids raises one later, or elsewhere",
    "silent": "what it forbids, or nobody means, raises none",
    "spurious": "what it allows raises an error",
    "warned": "what it allows gives a warning",
    "nonfinite": "what it allows gives NaN or infinity",
    "divergent": "one device refuses it, another does not",
    "crashed": "it ends the process",
    "timeout": "it takes too long",
    "oom": "it runs out of memory",
}
"""What is found, by its kind."""

ROOT = 'site "" is the network itself'


def legend(case: Case) -> str:
    """What to know to read the JSON of a case; "" where there is nothing."""
    edits = (edit for edit in case.edits if not isinstance(edit, Truncate))
    return ROOT if any(not edit.site for edit in edits) else ""
