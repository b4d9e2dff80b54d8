"""An archive: results by name in one compressed file that ships with us.

It is a part of the package, as trusted as its code: so the whole has one seal, and a file that is not
the one that was made is none at all.
"""

import lzma
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

MAGIC = b"resnet-fuzz archive, format 1\n"

SEAL = 16

Columns = tuple[str, tuple[bytes, ...], tuple[bytes, ...]]
"""What it was made for; then the names and the results, so that what is alike lies side by side."""

MOST = 2**27
"""The most bytes that an archive may have when it is unpacked."""


def write_archive(path: Path, identity: str, records: Mapping[bytes, bytes]) -> None:
    """Write an archive of results that hold for an ``identity``. Raises `OSError` that names it."""
    ordered = dict(sorted(records.items(), key=lambda record: record[::-1]))
    columns: Columns = (identity, tuple(ordered.keys()), tuple(ordered.values()))
    body = lzma.compress(msgspec.msgpack.encode(columns))
    path.write_bytes(MAGIC + _seal(body) + body)


def read_archive(path: Path, identity: str = "") -> dict[bytes, bytes]:
    """The results of an archive by name; none where there is no such file, where it is broken, or where
    it was made for another ``identity`` than is named."""
    try:
        content = path.read_bytes()
        seal, body = content[len(MAGIC) :][:SEAL], content[len(MAGIC) + SEAL :]
        if not content.startswith(MAGIC) or seal != _seal(body):
            return {}
        plain = lzma.LZMADecompressor(memlimit=MOST).decompress(body, MOST)
        made_for, names, values = msgspec.msgpack.decode(plain, type=Columns)
        return dict(zip(names, values, strict=True)) if identity in ("", made_for) else {}
    except (OSError, lzma.LZMAError, msgspec.MsgspecError, ValueError):
        return {}


def _seal(body: bytes) -> bytes:
    return blake2b(body, digest_size=SEAL).digest()
