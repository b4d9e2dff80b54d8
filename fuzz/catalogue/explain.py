"""The entries that fit an error message."""

from collections.abc import Iterable

from fuzz.catalogue.entry import Entry
from fuzz.verdict import template


def explain(message: str, entries: Iterable[Entry]) -> list[Entry]:
    """The entries whose template the message has, those of the exception type it names first.

    Each line of the message is tried, so that a whole traceback can be pasted.
    """
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    exceptions = {line.partition(":")[0].rpartition(".")[2] for line in lines}
    texts = [*lines, *(line.partition(": ")[2] for line in lines if ": " in line)]
    templates = {template(text) for text in texts} | {template(message)} - {""}
    fitting = [entry for entry in entries if entry.signature.template in templates]
    return sorted(fitting, key=lambda entry: (entry.signature.exception not in exceptions, entry.id))
