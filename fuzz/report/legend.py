"""What a case as JSON says that nobody could guess."""

from strategies.case import Case
from strategies.surgery import Truncate

ROOT = 'site "" is the network itself'


def legend(case: Case) -> str:
    """What to know to read the JSON of a case; "" where there is nothing."""
    edits = (edit for edit in case.edits if not isinstance(edit, Truncate))
    return ROOT if any(not edit.site for edit in edits) else ""
