"""What ships comes back as it was made, for what it was made for; a broken archive is none."""

from pathlib import Path
from random import Random

import pytest

from fuzz.cache.archive import MAGIC, read_archive, write_archive

RECORDS = {b"effect:%d" % number: b"said %d" % (number % 7) for number in range(100)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "one.bin"
    write_archive(written, "one", RECORDS)
    return written


def test_it_comes_back_for_what_it_was_made_for(path: Path) -> None:
    assert read_archive(path, "one") == RECORDS
    assert read_archive(path, "another") == {}


def test_the_same_results_make_the_same_file(path: Path, tmp_path: Path) -> None:
    write_archive(tmp_path / "again.bin", "one", dict(reversed(RECORDS.items())))
    assert (tmp_path / "again.bin").read_bytes() == path.read_bytes()


def test_a_broken_one_is_none(path: Path, tmp_path: Path) -> None:
    whole, random = path.read_bytes(), Random(0)
    for _ in range(200):
        broken = bytearray(whole)
        broken[random.randrange(len(broken))] ^= 1 << random.randrange(8)
        path.write_bytes(broken)
        assert read_archive(path, "one") == {}
    for length in (0, len(MAGIC), len(whole) - 1):
        path.write_bytes(whole[:length])
        assert read_archive(path, "one") == {}
    assert read_archive(tmp_path / "nowhere.bin", "one") == {}
