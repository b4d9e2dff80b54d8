"""The pairs that runs have tried, as files of one pair a line: ``sort -u`` makes one of several."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from fuzz.atomic import write_atomically
from fuzz.catalogue.decode import content
from fuzz.error import FuzzError
from strategies.coverage import Pair, every_loss_pair, every_pair

FILE = "coverage.jsonl"
EXAMPLE = '["layer","Conv2d","stem"]'


def read_coverage(path: Path) -> frozenset[Pair]:
    """The pairs of a file, but for those that this version knows nothing of. Raises `FuzzError`."""
    lines = content(path, "coverage").splitlines()
    pairs = (_pair(line, f"{path}:{number}") for number, line in enumerate(lines, 1))
    return frozenset(pairs) & (every_pair() | every_loss_pair())


def _pair(line: bytes, source: str) -> Pair:
    try:
        group, one, other = msgspec.json.decode(line, type=Pair)
    except msgspec.DecodeError as error:
        raise FuzzError(f"{source}: {error}; a line is a pair such as {EXAMPLE}") from None
    return group, one, other


def write_coverage(pairs: Iterable[Pair], directory: Path) -> None:
    """Write pairs into the directory of a run, in order."""
    lines = (msgspec.json.encode(pair) + b"\n" for pair in sorted(pairs))
    write_atomically(directory / FILE, b"".join(lines))
