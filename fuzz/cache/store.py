"""Store: what was learned, read from the files of earlier processes and written into new ones.

Each process writes files of its own, and none is changed once it is there: so any number of them may
write at once, also on a file system that several machines share, and there is nothing to lock. What one
removes that another is about to read is a miss.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from fuzz.cache.place import LIMIT, SUFFIX, bound
from fuzz.cache.segment import opened, read_segment, sealed, write_segment

EMPTY: Mapping[bytes, bytes] = MappingProxyType({})

REFUSED = b"what has shipped is wrong here"
"""The name of a note in a folder."""

MERGED = 12
"""So many files of one kind are made into one."""


class Store:
    """Results by name. ``kind`` is the folder of what may be told of each other: one release, one
    machine's capabilities, one version of our code. What has ``shipped`` is known besides, until the
    store is dropped: from then on it is not, for whoever opens that folder."""

    def __init__(
        self, root: Path, kind: str, limit: int = LIMIT, shipped: Mapping[bytes, bytes] = EMPTY
    ) -> None:
        self.root, self.folder, self.limit, self.shipped = root, root / kind, limit, shipped
        self.answered = 0
        self._process = os.getpid()
        self._records: dict[bytes, bytes] = {}
        self._new: dict[bytes, bytes] = {}
        self._read: set[Path] = set()
        self._look()
        if self._kept(REFUSED) is not None:
            self.shipped = EMPTY

    def get(self, name: bytes) -> bytes | None:
        """The result of a name that is kept and whole, or has shipped; None for any other."""
        value = self._kept(name)
        if value is None:
            value = self.shipped.get(name)
        self.answered += value is not None
        return value

    def _kept(self, name: bytes) -> bytes | None:
        content = self._records.get(name)
        return None if content is None else opened(name, content)

    def put(self, name: bytes, value: bytes) -> None:
        """Keep a result, once `flush` is called."""
        self._new[name] = self._records[name] = sealed(name, value)

    def flush(self) -> None:
        """Write what is new, and take in what others have written. Where that is not possible, it is not
        kept."""
        if not self._new or os.getpid() != self._process:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._look()
            self._write()
            self._new = {}
            bound(self.root, self.limit)

    def drop(self) -> None:
        """Remove all that is kept of this kind, and know nothing of it any longer; nor of what has
        shipped, which is noted."""
        refuses, self.shipped = bool(self.shipped), EMPTY
        self._records, self._new = {}, {}
        for path in self._there():
            with suppress(OSError):
                path.unlink()
        if refuses:
            self.put(REFUSED, b"")
            self.flush()

    def _there(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{SUFFIX}"))

    def _look(self) -> None:
        """Take in the files that were not read yet."""
        for path in self._there():
            if path in self._read:
                continue
            self._read.add(path)
            self._records = {**read_segment(path, self.limit), **self._records}
            with suppress(OSError):
                os.utime(path)

    def _write(self) -> None:
        old = [path for path in self._there() if path in self._read]
        merging = len(old) >= MERGED
        path = self.folder / f"{uuid4().hex}{SUFFIX}"
        write_segment(path, self._latest() if merging else self._new)
        self._read.add(path)
        for other in old if merging else ():
            other.unlink(missing_ok=True)

    def _latest(self) -> dict[bytes, bytes]:
        """What is whole of all that is known, as far as there is room for half of it: the newest."""
        taken: dict[bytes, bytes] = {}
        room = self.limit // 2
        for name, content in reversed(self._records.items()):
            room -= len(name) + len(content)
            if room < 0:
                break
            if opened(name, content) is not None:
                taken[name] = content
        return dict(reversed(taken.items()))
