"""Catalogue: a directory of entries, one readable JSON file each."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from fuzz.catalogue.decode import content
from fuzz.catalogue.entry import Entry, encode
from fuzz.catalogue.read import decode_entry, read_entry
from fuzz.error import FuzzError

PACKED = ".jsonl"
"""The suffix of a catalogue that is one file, an entry a line: so the corpus lies in the wheel."""

MAX_PACKED = 2**26
"""The largest catalogue of one file, in bytes."""


def _shipped(place: Path) -> Path:
    """The corpus beside the code: a directory in a checkout, one file in the wheel.

    pytest looks at every file of a package that has a plugin, in each project and at each start.
    """
    return place if place.is_dir() else place.with_suffix(PACKED)


CORPUS = _shipped(Path(__file__).parent.parent / "corpus")
"""The entries that ship with the package."""


class Catalogue:
    """The entries of a directory, or of one file with an entry a line (``.jsonl``), by id.

    Iteration gives the entries in order of their file names, ``len`` their number, and `get` the one
    of an id, or raises `FuzzError`. The constructor raises `FuzzError` where there is neither
    directory nor file, or where what is in it is not an entry, or not a ``runnable`` one where they
    are to be run.
    """

    def __init__(self, directory: Path | str = CORPUS, *, runnable: bool = False) -> None:
        self.directory = Path(directory)
        self.entries: dict[str, Entry] = {}
        for source, text in self._texts():
            entry = decode_entry(text, source, runnable=runnable)
            if entry.id in self.entries:
                raise FuzzError(f"{source}: another file of this directory has the same id - at `$.id`")
            self.entries[entry.id] = entry

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        """Where each entry is, for an error, and its JSON."""
        if is_packed(self.directory):
            lines = content(self.directory, MAX_PACKED).splitlines()
            yield from ((f"{self.directory}:{number}", line) for number, line in enumerate(lines, 1))
            return
        if not self.directory.is_dir():
            raise FuzzError(f"{self.directory}: there is no such directory of entries")
        for path in sorted(self.directory.glob("*.json"), key=lambda path: path.name):
            yield str(path), content(path)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, name: str) -> Entry:
        """The entry whose id is, or alone begins with or contains, a name. Raises `FuzzError`."""
        if name in self.entries:
            return self.entries[name]
        if not name.strip():
            raise FuzzError("an ID must not be empty; 'fuzz list' lists them")
        near = [entry for entry in self if name in entry.id]
        if len(near) == 1:
            return near[0]
        if not near:
            raise FuzzError(f"{name}: no entry of {self.directory} has this id; see 'fuzz list'")
        some = ", ".join(entry.id for entry in near[:5])
        raise FuzzError(f"{name}: {len(near)} entries have this in their id: {some}")


def is_packed(path: Path) -> bool:
    """Whether a path is that of a catalogue of one file."""
    return path.suffix == PACKED and path.is_file()


def find(directory: Path, name: str) -> Entry:
    """The entry that `Catalogue.get` finds by a name; by a whole id, without reading the others."""
    path = directory / f"{name}.json"
    if path.name == f"{name}.json" and os.path.isfile(path):
        entry = read_entry(path)
        if entry.id == name:
            return entry
    return Catalogue(directory).get(name)


def write(entry: Entry, directory: Path) -> Path:
    """Write an entry into a directory, whole or not at all."""
    path = directory / f"{entry.id}.json"
    write_atomically(path, encode(entry))
    return path


def write_all(entries: Iterable[Entry], directory: Path) -> None:
    """Write entries into a directory, which is made where it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    for entry in entries:
        write(entry, directory)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, sees either the old content or the new."""
    import tempfile  # takes longer to load than a reader of catalogues has

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
