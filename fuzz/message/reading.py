"""Reading: a row of the tables, from the wordings of a message to its answers.

A row has one or more wordings, from torch 0.4 to now and on every device, and the answers that they may
have, the likeliest first. An answer is a function of what was `Told`, which gives None where the numbers
or the frames speak against it.

- `plain` is an answer in words of its own;
- `asked` asks the contract with the sizes of the message, so that the cause is a rule of the vocabulary
  and leads to the entries of the catalogue.
"""

from collections.abc import Callable, Mapping

import msgspec
from msgspec.structs import replace

from fuzz.message.answer import Answer, Confidence, of_violation
from fuzz.message.dtype import device_of, dtype_of
from fuzz.message.paste import Raised
from fuzz.message.place import Place, place_of
from fuzz.message.wording import Wording, sizes
from strategies.rule import RuleViolated
from strategies.stage import Stage
from strategies.value import Shape
from strategies.violation import violation_of

MOST_DIMENSIONS = 64
"""Of a tensor of torch."""


class Told(msgspec.Struct, frozen=True):
    """What a message says: the fields of its wording, and the exception with its frames.

    ``rest`` is what was pasted beside it.
    """

    fields: dict[str, str]
    raised: Raised
    rest: str = ""

    def __contains__(self, name: str) -> bool:
        return self.fields.get(name) is not None

    def text(self, name: str) -> str:
        """A field as it stands in the message."""
        return self.fields.get(name) or ""

    def number(self, name: str) -> int:
        """A field as a number."""
        return int(self.fields[name])

    def rank(self, name: str) -> int:
        """A field as a number of dimensions. Raises `ValueError` for more than a tensor may have."""
        if self.number(name) > MOST_DIMENSIONS:
            raise ValueError(f"no tensor has {self.text(name)} dimensions")
        return self.number(name)

    def shape(self, name: str) -> Shape:
        """A field as a shape."""
        return sizes(self.fields[name] or "")

    def dtype(self, name: str) -> str:
        """A field as the name of an element type in Python: ``float32``."""
        return dtype_of(self.fields[name])

    def device(self, name: str) -> str:
        """The device of a field that names a tensor type: ``cpu``, ``cuda`` or ""."""
        return device_of(self.fields[name])

    @property
    def shown(self) -> tuple[str, ...]:
        """The lines of source that were pasted, the innermost first: those of the frames, or, where
        there are none, the lines of the message and beside it."""
        lines = [frame.source for frame in self.raised.frames if frame.source]
        beside = (*reversed(self.rest.splitlines()), *self.raised.message.splitlines())
        return tuple(reversed(lines)) or beside

    @property
    def place(self) -> Place:
        """Where the frames say that it was raised."""
        return place_of(self.raised)


Answering = Callable[[Told], Answer | None]
When = Callable[[Told], bool]
More = Callable[[Told], Mapping[str, str] | None]
"""Further fields that are worked out from those of the message; None where its numbers speak against
the answer."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The wordings of one message, and the answers that it may have, the likeliest first.

    ``source`` says where wordings of earlier releases are from; ``anywhere`` is for lines that no
    exception has, such as an assertion of a CUDA kernel.
    """

    wordings: tuple[Wording, ...]
    answers: tuple[Answering, ...]
    anywhere: bool = False


def reading(*wordings: str, answers: tuple[Answering, ...], anywhere: bool = False) -> Reading:
    """A row of a table."""
    return Reading(wordings=tuple(map(Wording, wordings)), answers=answers, anywhere=anywhere)


class Plain(msgspec.Struct, frozen=True):
    """An answer in words of its own; see `plain`."""

    answer: Answer
    when: When | None
    more: More | None = None

    def __call__(self, told: Told) -> Answer | None:
        """The answer with the fields of the message; None where ``when`` or ``more`` speaks against
        it. Raises `KeyError` for a field that its words need and the message does not tell."""
        fields = _fields(told, self.when, self.more)
        if fields is None:
            return None
        words = {
            name: getattr(self.answer, name).format_map(fields) for name in ("cause", "fix", "tell")
        }
        return replace(self.answer, **words)


def _fields(told: Told, when: When | None, more: More | None) -> dict[str, str] | None:
    """The fields of a message and those worked out from them; None where its numbers speak against
    the answer."""
    if when is not None and not when(told):
        return None
    further = {} if more is None else more(told)
    return None if further is None else {**told.fields, **further}


def plain(
    name: str,
    *,
    cause: str,
    fix: str,
    page: str = "",
    confidence: Confidence = "certain",
    tell: str = "",
    when: When | None = None,
    more: More | None = None,
) -> Plain:
    """An answer in words of its own, with the fields of the message, and of ``more``, in braces.

    ``name`` is ``area.what``; the program that raises the message is ``examples/area/what.py``.
    ``more`` gives fields that have to be worked out from the message, or None where it is no answer.
    """
    return Plain(
        Answer(name=name, cause=cause, fix=fix, page=page, confidence=confidence, tell=tell),
        when,
        more,
    )


def also(answer: Plain) -> Answering:
    """An answer that is only told behind another to the same message, which has the program."""

    def behind(told: Told) -> Answer | None:
        return answer(told)

    return behind


Asking = Callable[[Told], None]
"""Checks what a message says against the contract, and raises `RuleViolated`."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The rule that a message shows violated; see `asked`."""

    stage: Stage
    owner: str | Callable[[Told], str]
    ask: Asking
    confidence: Confidence
    tell: str
    when: When | None
    fix: str
    cause: str = ""
    more: More | None = None

    def __call__(self, told: Told) -> Answer | None:
        """The violation as an answer; None where the sizes violate nothing."""
        fields = _fields(told, self.when, self.more)
        if fields is None:
            return None
        try:
            self.ask(told)
        except RuleViolated as violated:
            name = self.owner if isinstance(self.owner, str) else self.owner(told)
            found = of_violation(violation_of(self.stage, violated, name), self.confidence)
            words = {one: getattr(self, one).format_map(fields) for one in ("cause", "fix", "tell")}
            return replace(found, **{one: text for one, text in words.items() if text})
        return None


def asked(
    stage: Stage,
    owner: str | Callable[[Told], str],
    ask: Asking,
    *,
    confidence: Confidence = "certain",
    tell: str = "",
    when: When | None = None,
    fix: str = "",
    cause: str = "",
    more: More | None = None,
) -> Asked:
    """The rule that a message shows violated, by what the contract says of its sizes.

    ``owner`` is the class of the layer or loss. ``cause`` and ``fix`` stand for those of the rule where
    the message tells better ones, with its fields, and those of ``more``, in braces.
    """
    return Asked(
        stage=stage,
        owner=owner,
        ask=ask,
        confidence=confidence,
        tell=tell,
        when=when,
        fix=fix,
        cause=cause,
        more=more,
    )
