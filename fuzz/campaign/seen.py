"""Seen: what is no news any longer to a shard, or to a worker with all its shards."""

from collections import Counter
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from fuzz.verdict import Signature
from fuzz.verdict.table import SeenWording, Table


@dataclass
class Seen:
    """The signatures that were ``met``, and those that are ``settled``: confirmed, known, or another
    shard's.

    ``doubts`` counts the real runs for a signature that depends on values; ``tables`` are those, by
    identity and as long as anything else has them, in which nothing is left to confirm; ``wordings`` of
    torch were told.
    """

    met: set[Signature] = field(default_factory=set)
    settled: set[Signature] = field(default_factory=set)
    doubts: Counter[Signature] = field(default_factory=Counter)
    tables: WeakValueDictionary[int, Table] = field(default_factory=WeakValueDictionary)
    wordings: set[SeenWording] = field(default_factory=set)
