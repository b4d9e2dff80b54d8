"""Answers that are never the first: they have no program, since nothing in a message shows them."""

from fuzz.message.answer import Answer
from fuzz.message.reading import Answering, Plain, Told


def also(answer: Plain) -> Answering:
    """The answer as one of several that a message may have, behind one that is likelier."""

    def other(told: Told) -> Answer | None:
        return answer(told)

    return other
