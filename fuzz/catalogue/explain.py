"""The entries that show what an error message is about."""

import re
from collections.abc import Iterable

import msgspec

from fuzz.catalogue.entry import Entry
from fuzz.message import Answer, Explanation
from fuzz.message.answer import Confidence
from fuzz.message.paste import Raised
from fuzz.message.place import Place, place_of
from fuzz.verdict import Wording
from fuzz.verdict.template import template
from strategies.cost import cost

LETTERS = 12
"""How many letters a message has at least that says what is wrong."""

TELLING = 40
"""How long the beginning of a message has to be to stand for the whole of it."""

OF_PYTHON = re.compile(
    r"object has no attribute|values to unpack|object is not (?:callable|iterable|subscriptable)"
    r"|unsupported operand type|(?:division|modulo) by zero"
)
"""What Python itself says of any program: it stands for an entry only where frames say so."""

STAGES: dict[Place, tuple[str, ...]] = {
    "loss": ("loss",),
    "backward": ("backward",),
    "loading": ("load",),
    "convolution": ("forward",),
    "linear": ("forward",),
    "normalisation": ("forward",),
    "pooling": ("forward",),
    "activation": ("forward", "loss"),
    "attention": ("forward",),
    "shortcut": ("forward",),
    "concatenation": ("forward",),
    "network": ("forward", "build"),
    "construction": ("build",),
    "optimizer": (),
    "data": (),
    "transform": (),
    "metric": (),
    "export": (),
}
"""The stages of which an entry can be, where the frames of a traceback tell where it was raised."""


class Explained(msgspec.Struct, frozen=True):
    """What explains a pasted text: the answer, others it may have, and entries that show it."""

    answer: Answer | None
    others: tuple[Answer, ...]
    entries: tuple[Entry, ...]


def explained(explanation: Explanation, entries: Iterable[Entry]) -> Explained:
    """A message that was read, with the entries of its rule; any other, with those that say the same.

    An answer of no rule has those that say the same beside it, whatever they were put down to.

    What fails on one device alone comes behind what fails on each. Of entries that fit alike, that of
    the plainest case comes first: it takes the least to get there.
    """
    answer, entries = explanation.answer, list(entries)
    if answer is not None:
        showing = [entry for entry in entries if _shows(entry, answer)]
        says = _saying(explanation.raised, showing if answer.rule else entries)
        return Explained(answer, explanation.others, tuple(_in_order(showing or says, says)))
    saying = _saying(explanation.raised, entries)
    causes = {entry.group: entry for entry in reversed(_in_order(saying, saying))}
    confidence: Confidence = "likely" if len(causes) == 1 else "possible"
    answers = [_answer(entry, confidence) for entry in reversed(causes.values())]
    first = answers[0] if answers else None
    return Explained(first, tuple(answers[1:]), tuple(_in_order(saying, saying)))


def _shows(entry: Entry, answer: Answer) -> bool:
    return bool(answer.rule) and (entry.signature.rule, entry.signature.stage) == (
        answer.rule,
        answer.stage,
    )


def _saying(raised: Raised, entries: Iterable[Entry]) -> list[Entry]:
    """The entries that say what was raised, at a stage that its frames allow.

    A long message may be the beginning of what torch says, as it is where an older torch said less. A
    template of few letters, as that of ``KeyError: 0``, tells nothing.
    """
    message = template(raised.message)
    stages = STAGES.get(place_of(raised))
    if sum(map(str.isalpha, message)) < LETTERS:
        return []
    if stages is None and OF_PYTHON.search(raised.message):
        return []

    def says(wording: Wording) -> bool:
        long = len(message) >= TELLING and wording.template.startswith(message)
        return raised.exception in ("", wording.exception) and (wording.template == message or long)

    return [
        entry
        for entry in entries
        if (stages is None or entry.signature.stage in stages) and any(map(says, entry.wordings))
    ]


def _in_order(entries: list[Entry], saying: list[Entry]) -> list[Entry]:
    said = {entry.id for entry in saying}

    def rank(entry: Entry) -> tuple[object, ...]:
        return entry.signature.kind == "divergent", entry.id not in said, cost(entry.case), entry.id

    return sorted(entries, key=rank)


def _answer(entry: Entry, confidence: Confidence) -> Answer:
    """What an entry that says the same was explained by, in the numbers of its own case."""
    return Answer(
        name=entry.group,
        cause=entry.cause,
        fix=entry.fix,
        page=entry.page,
        confidence=confidence,
        stage=entry.signature.stage,
        rule=entry.signature.rule,
    )
