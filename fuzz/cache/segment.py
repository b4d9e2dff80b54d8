"""A file of the cache: results by name, each under a seal of its own, and large ones compressed.

It is written once, whole, and never changed. Nothing in it is trusted: a result counts only under its
own seal, and whatever else is wrong makes it a miss.
"""

import os
import stat
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from fuzz.atomic import write_atomically

MAGIC = b"resnet-fuzz cache, format 2\n"

SEAL = 16
"""The bytes before each result that only its name and its content make."""


LARGE = 1024
"""From so many bytes on a result is compressed: a table of losses becomes a tenth of what it was."""

LARGEST = 2**24
"""More bytes than any result has: one that would unpack to more is a miss."""

_PLAIN, _COMPRESSED = b"\0", b"\1"


def sealed(name: bytes, value: bytes) -> bytes:
    """A result, packed, with its seal."""
    packed = _PLAIN + value if len(value) < LARGE else _COMPRESSED + zlib.compress(value)
    return _seal(name, packed) + packed


def opened(name: bytes, content: bytes) -> bytes | None:
    """The result under a seal; None where either is not what was written under this name."""
    seal, packed = content[:SEAL], content[SEAL:]
    return _unpacked(packed) if seal == _seal(name, packed) else None


def _unpacked(packed: bytes) -> bytes | None:
    if packed[:1] == _PLAIN:
        return packed[1:]
    whole = zlib.decompressobj()
    try:
        value = whole.decompress(packed[1:], LARGEST)
    except zlib.error:
        return None
    return value if whole.eof else None


def _seal(name: bytes, packed: bytes) -> bytes:
    return blake2b(packed, digest_size=SEAL, key=name[:64]).digest()


def write_segment(path: Path, records: Mapping[bytes, bytes]) -> None:
    """Write a file of sealed results. Raises `OSError` that names it."""
    write_atomically(path, MAGIC + msgspec.msgpack.encode(records))


def read_segment(path: Path, most: int) -> dict[bytes, bytes]:
    """The sealed results of a file, by name; none where it is not such a file, belongs to another user,
    has more than ``most`` bytes or is broken."""
    try:
        content = _content(path, most)
        if not content.startswith(MAGIC):
            return {}
        return msgspec.msgpack.decode(memoryview(content)[len(MAGIC) :], type=dict[bytes, bytes])
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return {}


def _content(path: Path, most: int) -> bytes:
    # Neither a link nor a pipe, which would be waited for.
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        own = stat.S_ISREG(status.st_mode) and status.st_uid == os.getuid()
        return file.read() if own and status.st_size <= most else b""
