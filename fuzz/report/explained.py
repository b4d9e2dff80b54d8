"""What explains a pasted error, in lines of text."""

from collections.abc import Iterator
from textwrap import indent

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.explain import Explained
from fuzz.message import Answer
from fuzz.message.example import example_of
from fuzz.report.change import change_lines
from fuzz.report.script import script
from fuzz.text import printable

HEADINGS = {
    "certain": "What your message says:",
    "likely": "What your message most likely says:",
    "possible": "Your message has several possible causes. One of them:",
}
UNKNOWN = """\
Not explained: no message that is known here is in this text.

To find out more:
- paste the whole traceback, with the line `SomeError: ...` at its end;
- if it comes from a GPU, run the same on the CPU: errors of a GPU are reported late and without sizes;
- print the shape, dtype and device of what goes into the line that fails."""


def explained_lines(found: Explained) -> Iterator[str]:
    """The answer, others that are possible with what tells them apart, and a script that shows it."""
    if found.answer is None:
        yield UNKNOWN
        return
    yield from (HEADINGS[found.answer.confidence], "", *_answer(found.answer))
    if found.answer.tell:
        yield f"Look:  {printable(found.answer.tell)}"
    for other in found.others:
        yield from ("", "It may also be:", "", *indented(_answer(other), "  "))
        if other.tell:
            yield f"  Look:  {printable(other.tell)}"
    example = example_of(found.answer.name)
    if example:
        yield from ("", "A program that raises it:", "", *indented(example.splitlines(), "  "))
    elif found.entries:
        yield from _shown(found.entries[0])


def _answer(answer: Answer) -> list[str]:
    parts = (
        ("Cause: ", f"{answer.cause} ({answer.rule or answer.name})"),
        ("Fix:   ", answer.fix),
        ("See:   ", answer.page),
    )
    return [printable(head + text) for head, text in parts if text]


def _shown(entry: Entry) -> Iterator[str]:
    yield from ("", f"The smallest case that shows it ({entry.id}):", "")
    yield from indented(script(entry).rstrip().splitlines(), "  ")
    changes = change_lines(entry)
    if changes:
        yield from ("", "What was changed for it to pass, and run:", "", *indented(changes, "  "))


def indented(lines: list[str], by: str) -> list[str]:
    """Lines moved to the right."""
    return [indent(line, by) for line in lines]
