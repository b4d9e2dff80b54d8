"""explain(): the answers that a pasted text has."""

import re
from collections.abc import Iterator
from itertools import product

import msgspec
from msgspec.structs import replace

from fuzz.message.answer import Answer
from fuzz.message.begun import TAIL, begun, cut
from fuzz.message.foreign import in_other_package, is_foreign, names_torch
from fuzz.message.paste import Paste, Raised, parse
from fuzz.message.reading import Answering, Told
from fuzz.message.sought import ANYHOW, SPACED, UNSPACED, Sought
from fuzz.message.symptom import told_by
from fuzz.message.table import CUT, OF_PYTHON, OF_TORCH, SPECIFIC, WHOLE
from fuzz.message.table.symptoms import SYMPTOMS
from fuzz.message.wording import one_line

SURE = tuple(Sought(rows, way) for rows, way in product((WHOLE, CUT), (SPACED, UNSPACED, ANYHOW)))
"""The rows that know what a message is about, in each way to read: the surest come first."""

ANY_OF_TORCH, ANYTHING = Sought(OF_TORCH, SPACED), Sought((*OF_TORCH, *OF_PYTHON), SPACED)

ERROR_TOLD = re.compile(
    r"\b(?:the|an|this) error (?:is|was|says|:)|\bgot (?:an|the|this) (?:following )?error\b",
    re.IGNORECASE,
)
"""What somebody says who did get an error, which is not read: no symptom is what was asked about."""

GUESSES = 3
"""How many other causes are told at most."""


class Explanation(msgspec.Struct, frozen=True):
    """The answer to a pasted text, and the others that it may have; None where nothing is known.

    ``raised`` is the exception that is explained.
    """

    raised: Raised
    answer: Answer | None = None
    others: tuple[Answer, ...] = ()


def explain(text: str) -> Explanation:
    """The answers that a pasted text has: a message, a traceback, or a log around one.

    Each exception in it is tried, the one that ended the program first. Of wordings that fit, the
    one of which more is the same in every message comes first. Other answers are given only where
    the message can't tell between them. Only where nothing fits are spaces, and then the case of
    letters, left out of account, then what fits to the words alone of a message; only then one counts
    of which a part was pasted, then what any function or object of Python may say, and where nothing was
    raised what is asked about without an error. What another library raised has no answer.
    """
    paste = parse(text)
    if is_foreign(paste):
        return Explanation(next(iter(_candidates(paste))))
    for sought in SURE:
        for raised in _candidates(paste):
            answers = list(_answers(raised, paste.rest, sought))
            if answers:
                return _explained(raised, answers)
    for raised, answer in _of_parts(paste):
        if answer is not None:
            return Explanation(raised, answer)
    with_torch = names_torch(text)
    for raised in _candidates(paste):
        sought = ANYTHING if with_torch and not in_other_package(raised) else ANY_OF_TORCH
        answers = list(_answers(raised, paste.rest, sought))
        if answers:
            return _explained(raised, answers)
    asked = None if paste.raised or ERROR_TOLD.search(text) else told_by(text, SYMPTOMS)
    return Explanation(next(iter(_candidates(paste))), asked)


def _candidates(paste: Paste) -> tuple[Raised, ...]:
    """The exceptions, and what stands beside them as if it were a message.

    Warnings only where nothing ended the program: beside an error they are not what was asked about.
    """
    bare = Raised("", paste.rest, paste.frames)
    errors = tuple(one for one in paste.raised if not one.exception.endswith("Warning"))
    errors = errors or paste.raised
    if len(errors) == 1 and not errors[0].frames:
        # the message was pasted in front of its frames
        errors = (replace(errors[0], frames=paste.frames),)
    return (*errors, bare)


def _answers(raised: Raised, rest: str, sought: Sought) -> Iterator[Answer]:
    """All answers to an exception, the most telling wording first."""
    fitting = list(sought.fitting(f"{raised.exception}: {raised.message}", rest))
    fitting.sort(key=lambda one: -one.wording.length)
    for row, _, fields in fitting:
        told = Told(fields, raised, rest)
        found = [one for one in (_tried(answer, told) for answer in row.answers) if one is not None]
        if found:
            yield from found
            return


def _of_parts(paste: Paste) -> Iterator[tuple[Raised, Answer | None]]:
    """What may be a message without the type of its exception, or without its end, and the answer."""
    for line in () if paste.raised else paste.rest.splitlines():
        raised = Raised("", line, paste.frames)
        yield raised, _without_type(raised, paste.rest)
    for raised in _candidates(paste):
        yield raised, _of_beginning(raised, paste.rest)


WORDINGS = tuple((wording.text, row, wording) for row in SPECIFIC for wording in row.wordings)
TYPED = tuple(
    (wording.literal.removeprefix(wording.type), row, wording)
    for _, row, wording in WORDINGS
    if wording.type
)


def _without_type(raised: Raised, rest: str) -> Answer | None:
    """The answer to a line that is a message without the type of its exception; None where the line has
    more in front."""
    line = one_line(raised.message)
    for literal, row, wording in TYPED:
        if literal not in line:
            continue
        message = f"{wording.type}{line}"
        fields = wording.fields(message)
        if fields is not None and wording.pattern.match(message):
            told = Told(fields, raised, rest)
            answer = next(filter(None, (_tried(one, told) for one in row.answers)), None)
            if answer is not None:
                return answer
    return None


def _of_beginning(raised: Raised, rest: str) -> Answer | None:
    """The answer to a message that was cut off: where others begin alike, that which says no more."""
    message = cut(one_line(f"{raised.exception}: {raised.message}"))
    tail = message[-TAIL:]
    ending = [one for one in WORDINGS if tail in one[0]] if len(tail) == TAIL else []
    found: list[tuple[str, Answer]] = []
    for _, row, wording in ending:
        fields = begun(wording, message)
        if fields is None:
            continue
        told = Told(fields, raised, rest)
        answer = next(filter(None, (_tried(one, told) for one in row.answers)), None)
        if answer is not None:
            found.append((wording.text, answer))
    text, answer = min(found, key=lambda one: len(one[0]), default=("", None))
    alone = all(other.startswith(text) or one.name == answer.name for other, one in found if answer)
    return replace(answer, confidence="likely") if answer and alone else None


def _tried(answer: Answering, told: Told) -> Answer | None:
    """An answer; none where its words need what the message does not tell, or where the numbers are such
    as no release writes."""
    try:
        return answer(told)
    except (ArithmeticError, LookupError, ValueError):  # a hand-made or mangled paste
        return None


def _explained(raised: Raised, answers: list[Answer]) -> Explanation:
    first, *others = answers
    if first.confidence == "certain":
        return Explanation(raised, first)
    telling = tuple(one for one in others if one.tell and one.name != first.name)
    return Explanation(raised, first, telling[:GUESSES])
