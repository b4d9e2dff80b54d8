"""Kept: results that are remembered, and that outlive the process where it keeps anything.

Nothing does by itself. A worker of a campaign calls `keep_in`; whatever else runs cases, as a test that
plants faults in torch, neither reads nor writes.
"""

import time
from collections.abc import Callable, Hashable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

from fuzz.cache.store import EMPTY, Store
from fuzz.execution.identity import identity
from fuzz.execution.memo import Memo

T = TypeVar("T")

EVERY = 15.0
"""Seconds between two writings of what was learned: what a process that is killed loses."""

AGAIN = 500
"""One in so many results that are read is found out again, and compared, unless told otherwise."""

REDUCED = ", reduced"

_store: Store | None = None
_root: Path | None = None
_written = 0.0
_again = AGAIN
_read_or_derived: list[Memo[Any]] = []


def keep_in(
    root: Path, shipped: Callable[[], Mapping[bytes, bytes]] = lambda: EMPTY, again: int = AGAIN
) -> None:
    """From now on, read what was found out before from the cache in a directory, or has ``shipped``, and
    write there what is new; unless this process has found that cache to be wrong. One in ``again``
    results that are read is found out again, and compared.

    The threads of torch have to be set before.
    """
    global _store, _root, _written, _again
    if root != _root:
        _store, _root = Store(root, identity(), shipped=shipped()), root
        _written, _again = time.monotonic(), again


def keeps() -> bool:
    """Whether this process keeps anything: it no longer does once it has found that to be wrong."""
    return _store is not None


def forgo() -> None:
    """Keep nothing any longer."""
    global _store, _root
    _store = _root = None


def write(*, now: bool = True) -> None:
    """Write what is new; or only where that was a while ago."""
    global _written
    if _store is not None and (now or time.monotonic() - _written > EVERY):
        _store.flush()
        _written = time.monotonic()


def distrust() -> bool:
    """Drop all that is kept, since something was wrong, and keep nothing any longer in this process.

    Whether anything had been read: if not, it isn't to blame.
    """
    global _store
    if _store is None or not _store.answered:
        return False
    _store.drop()
    _store = None
    for memo in _read_or_derived:
        memo.clear()
    return True


def derived(memo: Memo[T]) -> Memo[T]:
    """A memo of what is made of results that may have been read: it is forgotten together with them."""
    _read_or_derived.append(memo)
    return memo


def name_of(kind: str, text: str) -> bytes:
    """The name under which a result of a kind is kept: it tells whether reduced precision has a part in
    it, which hangs on the processor (`fuzz.execution.capability`)."""
    kind += REDUCED if "float16" in text else ""
    return f"{kind}:".encode() + blake2b(text.encode(), digest_size=10).digest()


class Kept(Memo[T], Generic[T]):
    """Caches the ``size`` results that were used last, and has more in the store of the process.

    ``encode`` says a result as bytes, or None where it may hang on this process; ``decode`` raises
    `ValueError` for bytes that are no such result.
    """

    def __init__(
        self,
        name: str,
        size: int,
        encode: Callable[[T], bytes | None],
        decode: Callable[[bytes], T],
    ) -> None:
        super().__init__(size)
        self._name, self._encode, self._decode = name, encode, decode
        derived(self)

    def recall(
        self,
        key: Hashable,
        lasting: Callable[[], str | None],
        compute: Callable[[], T],
        fits: Callable[[T], bool] = lambda _: True,
    ) -> T:
        """The result of a key: remembered, kept, or else computed.

        ``lasting`` gives a text that says the same in any process, or None where there is none;
        ``fits`` says whether a result that is read can be one of this key.
        """
        return self.get(key, lambda: self._kept(lasting, compute, fits))

    def _kept(
        self,
        lasting: Callable[[], str | None],
        compute: Callable[[], T],
        fits: Callable[[T], bool],
    ) -> T:
        text = lasting() if _store is not None else None
        if _store is None or text is None:
            return compute()
        name = name_of(self._name, text)
        read = self._read(name)
        if read is not None and not fits(read):
            read = None
        if read is not None and _store.answered % _again:
            return read
        computed = compute()
        if read is not None and read != computed:
            distrust()
        elif read is None and (content := self._encode(computed)) is not None and _store is not None:
            _store.put(name, content)
        return computed

    def _read(self, name: bytes) -> T | None:
        content = _store.get(name) if _store is not None else None
        try:
            return None if content is None else self._decode(content)
        except ValueError:
            return None
