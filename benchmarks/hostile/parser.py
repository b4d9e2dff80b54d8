"""The readers of files and of pasted text, each as a function of bytes: a value, or `FuzzError`.

Hypothesis (`tests/quality/test_hostile.py`) and atheris (`benchmarks.hostile.atheris_parsers`) look for
bytes for which one of them does anything else.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, cast

import msgspec

from benchmarks.hostile.sort import Sort, sorts
from fuzz.campaign.event import AnyEvent
from fuzz.campaign.journal import checked
from fuzz.campaign.record import Record
from fuzz.campaign.sweep import Sweep
from fuzz.catalogue import Catalogue
from fuzz.catalogue.acceptance import AcceptedFile
from fuzz.catalogue.cause import cause_of, encode
from fuzz.catalogue.decode import decode
from fuzz.catalogue.explain import explained
from fuzz.catalogue.format2 import decode_format2, in_groups
from fuzz.catalogue.read import decode_case, decode_variants
from fuzz.message import explain
from fuzz.report.change import change_lines
from fuzz.report.explained import explained_lines
from fuzz.report.headline import entry_headline
from fuzz.report.script import script

Parser = Callable[[bytes], object]


def _cause(text: bytes) -> object:
    """A cause, shown and written again as it is then."""
    cause = cause_of(*decode_variants(text, "text", runnable=True))
    for entry in cause.variants:
        printed = (entry_headline(entry), *script(entry).splitlines(), *change_lines(entry))
        assert all(line.isprintable() for line in printed)
    assert cause_of(*decode_variants(encode(cause), "text")) == cause
    return cause


def _format2(text: bytes) -> object:
    return in_groups([decode_format2(text, "text")])


def _accepted(text: bytes) -> object:
    return decode(text, AcceptedFile, "text")


def _record(text: bytes) -> object:
    return decode(text, Record, "text")


def _event(text: bytes) -> object:
    return checked(decode(text, cast(Any, AnyEvent), "text"), "text")


def _sweep(text: bytes) -> object:
    return decode(text, Sweep, "text")


def _message(text: bytes) -> object:
    """A pasted text, explained in lines and as JSON."""
    found = explained(explain(text.decode(errors="replace")), _corpus())
    assert all(line.isprintable() for lines in explained_lines(found) for line in lines.splitlines())
    return msgspec.json.encode((found.answer, found.others))


@cache
def _corpus() -> Catalogue:
    return Catalogue()


PARSERS: dict[str, Parser] = {
    "cause": _cause,
    "format2": _format2,
    "case": lambda text: decode_case(text, "text"),
    "accepted": _accepted,
    "record": _record,
    "event": _event,
    "sweep": _sweep,
    "message": _message,
}

SORTS = {
    "cause": "cause",
    "format2": "format 2",
    "case": "case",
    "accepted": "accepted list",
    "record": "run.json",
    "event": "events.jsonl",
    "sweep": "sweep.json",
    "message": "pasted message",
}
"""What each parser reads, by the names of `benchmarks.hostile.sort`."""


def originals(name: str) -> list[bytes]:
    """Texts that a parser makes something of."""
    texts = _sorts()[SORTS[name]].originals
    return [line for text in texts for line in text.splitlines()] if name == "event" else texts


@cache
def _sorts() -> dict[str, Sort]:
    return sorts()
