"""Entry: one failure, as it stands in a catalogue."""

import hashlib
import re
from functools import lru_cache
from typing import Any

import msgspec

from fuzz.verdict import Signature
from strategies.case import Case, plain
from strategies.value import Shape

FORMAT = 1
"""The format of an entry's file: it changes when a field does. A reader refuses any other."""


class Observation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one environment showed for the case of an entry.

    ``output`` is the shape of the network's output where the case got that far.
    """

    torch: str
    torchvision: str
    device: str
    exception: str
    message: str
    site: str = ""
    output: Shape | None = None


class Found(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """Where a failure was first met: the campaign's seed, the shard, and the case's number in it."""

    seed: int
    shard: int
    index: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One failure: its signature, the smallest case that shows it, and what was seen of it."""

    format: int = FORMAT
    signature: Signature
    case: Case
    sites: tuple[str, ...] = ()
    observed: tuple[Observation, ...] = ()
    found: Found | None = None

    @property
    def id(self) -> str:
        """A readable name that depends on the signature alone."""
        return identify(self.signature)


@lru_cache(maxsize=4096)
def identify(signature: Signature) -> str:
    """The id of a signature: stage, operation and exception, and ten digits of a hash of it all."""
    digest = hashlib.sha256(msgspec.json.encode(signature)).hexdigest()[:10]
    words = (signature.stage, signature.op, signature.exception or signature.kind)
    return "-".join((*(_word(word) for word in words if word), digest))


def _word(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def content(entry: Entry) -> dict[str, Any]:
    """An entry as plain values, with only those fields of the case that depart from the ordinary."""
    return {"format": entry.format, "id": entry.id, **plain(entry)}


def encode(entry: Entry) -> bytes:
    """An entry as readable JSON."""
    return msgspec.json.format(msgspec.json.encode(content(entry)), indent=2) + b"\n"
