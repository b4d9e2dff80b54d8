"""A failure in one line."""

from fuzz.catalogue.entry import Entry
from fuzz.text import first_line
from fuzz.verdict import Signature


def headline(signature: Signature, message: str, width: int = 96) -> str:
    """A failure in one line: exception, message, stage and operation."""
    what = signature.exception or signature.kind
    where = f"{signature.stage}, {signature.op}" if signature.op else signature.stage
    return f"{_cut(f'{what}: {first_line(message)}', width)}  [{where}]"


def entry_headline(entry: Entry, width: int = 96) -> str:
    """An entry in one line, in the words of the environment that is recorded first."""
    message = entry.observed[0].message if entry.observed else entry.signature.template
    return headline(entry.signature, message, width)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."
