"""Catalogue: a directory of causes, one readable JSON file each."""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from fuzz.atomic import write_atomically
from fuzz.catalogue.cause import Cause, cause_of, causes_of, encode
from fuzz.catalogue.decode import MAX_CAUSE, bounded, content
from fuzz.catalogue.entry import Entry
from fuzz.catalogue.lookup import look_up
from fuzz.catalogue.read import decode_variants, read_cause
from fuzz.error import FuzzError

PACKED = ".jsonl"
"""The suffix of a catalogue that is one file, a cause a line: so the corpus lies in the wheel."""

MAX_CATALOGUE = 2**24
"""The largest catalogue, in bytes, of many files or of one: eight times the corpus."""


def _shipped(place: Path) -> Path:
    """The corpus beside the code: a directory in a checkout, one file in the wheel.

    pytest looks at every file of a package that has a plugin, in each project and at each start.
    """
    return place if place.is_dir() else place.with_suffix(PACKED)


CORPUS = _shipped(Path(__file__).parent.parent / "corpus")
"""The causes that ship with the package."""


class Catalogue:
    """The causes of a directory, or of one file with a cause a line (``.jsonl``), and their variants.

    Iteration gives the variants in order of their ids, ``len`` their number, ``entries`` has them by id,
    ``causes`` are the causes in order of theirs; `get` and `look_up` find by id. The constructor raises
    `FuzzError` where there is neither directory nor file, or where what is in it is not a cause, or has
    variants that can't be run where they are to be ``runnable``.
    """

    def __init__(self, directory: Path | str = CORPUS, *, runnable: bool = False) -> None:
        self.directory = Path(directory)
        entries: dict[str, Entry] = {}
        groups: set[str] = set()
        for source, text in texts(self.directory):
            group, variants = decode_variants(text, source, runnable=runnable)
            if group in groups:
                raise FuzzError(f"{source}: another file of this directory has the same id - at `$.id`")
            groups.add(group)
            for entry in variants:
                if entries.setdefault(entry.id, entry) is not entry:
                    raise FuzzError(
                        f"{source}: another cause of this directory has the variant {entry.id!r}"
                        " - at `$.variants`"
                    )
        self.entries = dict(sorted(entries.items()))

    @cached_property
    def causes(self) -> list[Cause]:
        """The causes, in order of their ids."""
        return causes_of(self)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, name: str) -> Entry:
        """The variant that `look_up` finds: of a cause, the plainest. Raises `FuzzError`."""
        found = self.look_up(name)
        return found.plainest if isinstance(found, Cause) else found

    def look_up(self, name: str) -> Cause | Entry:
        """The cause or the variant that a name stands for (`fuzz.catalogue.lookup`). Raises
        `FuzzError`."""
        return look_up(name, self.entries, self.directory)


def texts(directory: Path) -> Iterator[tuple[str, bytes]]:
    """Where each part of a catalogue is, for an error, and its JSON. Raises `FuzzError`."""
    if is_packed(directory):
        lines = content(directory, "a catalogue", MAX_CATALOGUE).splitlines()
        for number, line in enumerate(lines, 1):
            source = f"{directory}:{number}"
            yield source, bounded(line, source, "a cause", MAX_CAUSE)
        return
    if not directory.is_dir():
        raise FuzzError(f"{directory}: there is no such catalogue")
    read = 0
    for path in sorted(directory.glob("*.json"), key=lambda path: path.name):
        text = content(path, "a cause", MAX_CAUSE)
        read += len(text)
        if read > MAX_CATALOGUE:
            raise FuzzError(f"{directory}: too large: a catalogue has at most {MAX_CATALOGUE:,} bytes")
        yield str(path), text


def is_packed(path: Path) -> bool:
    """Whether a path is that of a catalogue of one file."""
    return path.suffix == PACKED and path.is_file()


def find(directory: Path, name: str) -> Cause | Entry:
    """What `Catalogue.look_up` finds; by the whole id of a cause, without reading the others."""
    path = directory / f"{name}.json"
    if path.name == f"{name}.json" and os.path.isfile(path):
        cause = read_cause(path)
        if cause.id == name:
            return cause
    return Catalogue(directory).look_up(name)


def write(entry: Entry, directory: Path) -> Path:
    """Write an entry into the file of its cause, whole or not at all.

    It takes the place of the variant with its id, and the others stay. Raises `FuzzError` where the file
    is no cause.
    """
    return _add([entry], entry.group, directory)


def write_all(entries: Iterable[Entry], directory: Path) -> None:
    """Write entries into a directory, which is made where it is missing, each as `write` does."""
    directory.mkdir(parents=True, exist_ok=True)
    for cause in causes_of(entries):
        _add(cause.variants, cause.id, directory)


def write_union(entries: Iterable[Entry], directory: Path, replaced: Iterable[str] = ()) -> None:
    """Write the causes of entries into a directory, in place of those with the ids in ``replaced``.

    A variant may have gone from one cause to another, so no variant stays that is not written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    causes = causes_of(entries)
    for cause in causes:
        write_atomically(directory / f"{cause.id}.json", encode(cause))
    for group in sorted(set(replaced) - {cause.id for cause in causes}):
        (directory / f"{group}.json").unlink(missing_ok=True)


def remove(name: str, group: str, directory: Path) -> None:
    """Remove the variant with an id from the file of its cause; the file goes with the last one."""
    path = directory / f"{group}.json"
    left = [entry for entry in read_cause(path).variants if entry.id != name]
    if left:
        write_atomically(path, encode(cause_of(group, left)))
    else:
        path.unlink()


def _add(variants: Iterable[Entry], group: str, directory: Path) -> Path:
    path = directory / f"{group}.json"
    there = read_cause(path).variants if path.exists() else ()
    by_id = {entry.id: entry for entry in (*there, *variants)}
    write_atomically(path, encode(cause_of(group, by_id.values())))
    return path
