"""What the commands take for catalogues of so many entries."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from msgspec.structs import replace

from benchmarks.growth.figures import Library
from fuzz.catalogue.entry import Entry, group_without_rule
from fuzz.catalogue.store import Catalogue, write_all
from strategies.case import Case

LONGEST_REPLAY = 1000
"""Entries beyond which a catalogue is not replayed unless that is asked for."""


def library(entries: int, *, replayed: bool) -> Library:
    """Seconds of each command for a catalogue of so many entries, without the start of Python."""
    with tempfile.TemporaryDirectory() as directory:
        place, union = Path(directory, "catalogue"), Path(directory, "union")
        write_all(list(islice(_entries(), entries)), place)
        nothing = _seconds("--version")
        seconds: dict[str, float | None] = {
            "list": _seconds("list", "--catalogue", str(place)) - nothing,
            "merge": _seconds("merge", str(place), str(Catalogue().directory), "--out", str(union))
            - nothing,
            "replay": _seconds("replay", str(place)) - nothing if replayed else None,
        }
    told = {name: None if one is None else round(one, 2) for name, one in seconds.items()}
    return Library(entries=entries, seconds=told)


def _entries() -> Iterator[Entry]:
    """Those of the corpus, and then the same again for other images, under ids of their own: without a
    rule, and with another message each."""
    corpus = list(Catalogue())
    yield from corpus
    plain = [entry for entry in corpus if len(entry.case.input.shape) > 1]
    for number in count(1):
        for entry in plain:
            words = f"{entry.id}, told {number} times before"
            signature = replace(entry.signature, rule="", template=words)
            yield replace(
                entry,
                signature=signature,
                group=group_without_rule(signature),
                case=_other(entry.case, number),
                passing=None,
                proof=None,
                fix="",
                cause="",
            )


def _other(case: Case, number: int) -> Case:
    """A case with another image, so that no entry finds the forward pass of another one done."""
    *front, width = case.input.shape
    return replace(case, input=replace(case.input, shape=(*front, width + number)))


WITH_CHANGES = 1
"""The exit status of a replay in which not all is the same, as it is for entries that were made up."""


def _seconds(*arguments: str) -> float:
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "resnet_fuzz", *arguments], capture_output=True, text=True
    )
    if ran.returncode not in (0, WITH_CHANGES) or "Traceback" in ran.stderr:
        sys.exit(f"fuzz {arguments[0]} left with {ran.returncode}: {ran.stderr.strip()}")
    return time.perf_counter() - start
