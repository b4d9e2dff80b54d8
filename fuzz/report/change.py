"""The fix as a diff: from the script that fails to the one that passes."""

from difflib import ndiff

from fuzz.catalogue.entry import Entry
from fuzz.report.script import lines_to, seen_at


def change_lines(entry: Entry) -> list[str]:
    """The lines that are removed (``-``) and added (``+``); none where no passing case is known."""
    if entry.passing is None:
        return []
    failing, passing = (lines_to(case, seen_at(entry)) for case in (entry.case, entry.passing))
    return [line for line in ndiff(failing, passing) if line.startswith(("- ", "+ "))]
