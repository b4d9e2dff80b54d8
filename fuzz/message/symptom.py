"""Symptom: what somebody asks about who got no error, told by what they say of it.

A question has no wording, so that all of a symptom's words have to be in it; and it is looked at only
where nothing was raised.
"""

import re

import msgspec

from fuzz.message.answer import Answer, Confidence
from fuzz.message.wording import one_line

LONGEST = 4_000
"""How much of a question is read, in characters: more is a log, which has all words in it."""
NEAR = 400
"""How near to each other the words of a symptom stand, in characters: source has them far apart."""


class Symptom(msgspec.Struct, frozen=True):
    """Patterns that a question has to have, each somewhere, and the answer to it.

    ``unless`` is what all of the question may not have: it speaks against the answer.
    """

    said: tuple[re.Pattern[str], ...]
    answer: Answer
    unless: re.Pattern[str] | None = None

    def fits(self, question: str) -> bool:
        """Whether a part of a question, in one line, tells this symptom."""
        return all(pattern.search(question) for pattern in self.said)


def symptom(
    name: str,
    *said: str,
    cause: str,
    fix: str,
    page: str,
    confidence: Confidence = "likely",
    unless: str = "",
) -> Symptom:
    """A row: what all has to be said, and what may not be, as regular expressions for any case of
    letters."""
    patterns = tuple(re.compile(one, re.IGNORECASE) for one in said)
    answer = Answer(name=f"symptom.{name}", cause=cause, fix=fix, page=page, confidence=confidence)
    return Symptom(patterns, answer, re.compile(unless, re.IGNORECASE) if unless else None)


def told_by(text: str, symptoms: tuple[Symptom, ...]) -> Answer | None:
    """The answer to a question without an error, by the first symptom that it tells."""
    if len(text) > LONGEST:
        return None
    question = one_line(text)
    parts = [question[start : start + NEAR] for start in range(0, max(1, len(question)), NEAR // 2)]
    open_to = (one for one in symptoms if not (one.unless and one.unless.search(question)))
    return next((one.answer for one in open_to if any(map(one.fits, parts))), None)
