"""The entries that fit an error message."""

import re
from collections.abc import Iterable, Iterator

from fuzz.catalogue.entry import Entry
from fuzz.verdict import Wording
from fuzz.verdict.template import STATE_DICT, template
from strategies.cost import cost
from strategies.violation import Violation

COLOUR = re.compile(r"\x1b\[[\d;]*m")
PREFIXES = 3
"""How many words with a colon may stand before a message: ``[rank0]: E  RuntimeError: ...``."""

TELLING = 40
"""How long the beginning of a message has to be to stand for the whole of it."""


def explain(message: str, entries: Iterable[Entry], violation: Violation | None = None) -> list[Entry]:
    """The entries that fit a message, best first.

    First come those of the rule that the message shows violated, whatever they say; then those that say
    the same, of the exception type that it names first, then the most telling.
    What fails on one device alone comes behind what fails on each. Of entries that fit alike, that of
    the plainest case comes first: it takes the least to get there.
    Each line of the message is tried, so that a whole traceback can be pasted; a long one may be the
    beginning of what torch says, as it is where an older torch said less. A template without
    a word, as that of ``KeyError: 0``, fits only where the type is named as well.
    """
    text = COLOUR.sub("", message)
    named = set(re.findall(r"\w+(?=:)", text))
    templates = {template(one) for one in _messages(text)}
    cut_short = tuple(one for one in templates if len(one) >= TELLING)

    def fitting(entry: Entry) -> list[Wording]:
        return [wording for wording in entry.wordings if says(wording) and tells(wording)]

    def says(wording: Wording) -> bool:
        return wording.template in templates or wording.template.startswith(cut_short)

    def tells(wording: Wording) -> bool:
        return any(map(str.isalpha, wording.template)) or wording.exception in named

    def rank(entry: Entry) -> tuple[object, ...]:
        elsewhere = entry.signature.kind == "divergent"
        fits = fitting(entry)
        unnamed = not any(wording.exception in named for wording in fits)
        longest = max((len(wording.template) for wording in fits), default=0)
        return (
            not _breaks(entry, violation),
            elsewhere,
            not fits,
            unnamed,
            -longest,
            cost(entry.case),
            entry.id,
        )

    return sorted((entry for entry in entries if _breaks(entry, violation) or fitting(entry)), key=rank)


def _breaks(entry: Entry, violation: Violation | None) -> bool:
    signature = entry.signature
    return violation is not None and (signature.stage, signature.rule) == (
        violation.stage,
        violation.rule,
    )


def _messages(text: str) -> Iterator[str]:
    """What may be the message: each line, whole and without the words with a colon before it.

    What does not fit in a state dict is listed below the line that says so, and is left there.
    """
    lines = [line.strip() for line in text.splitlines()]
    for number, line in enumerate(lines):
        words = line.split(": ")
        for start in range(min(len(words), PREFIXES + 1)):
            message = ": ".join(words[start:])
            below = lines[number + 1 :] if message.startswith(STATE_DICT) else []
            yield "\n".join([message, *below])
