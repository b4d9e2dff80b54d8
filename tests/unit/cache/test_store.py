"""What is kept comes back as it was, whoever wrote it; what is broken never does."""

import os
from pathlib import Path
from random import Random

import pytest

from fuzz.cache import place
from fuzz.cache.place import SUFFIX, VARIABLE, bound, clear, directory, files
from fuzz.cache.store import MERGED, Store

NAMES = [bytes([number]) * 16 for number in range(50)]


def kept(root: Path, values: dict[bytes, bytes], kind: str = "one") -> Store:
    store = Store(root, kind)
    for name, value in values.items():
        store.put(name, value)
    store.flush()
    return store


def test_another_process_reads_what_was_kept(tmp_path: Path) -> None:
    kept(tmp_path, {NAMES[0]: b"zero"})
    store = Store(tmp_path, "one")
    assert (store.get(NAMES[0]), store.get(NAMES[1])) == (b"zero", None)
    assert store.answered == 1


def test_what_another_kind_of_machine_wrote_is_not_read(tmp_path: Path) -> None:
    kept(tmp_path, {NAMES[0]: b"zero"})
    assert Store(tmp_path, "another").get(NAMES[0]) is None


def test_several_writers_lose_nothing_and_their_files_become_one(tmp_path: Path) -> None:
    stores = [Store(tmp_path, "one") for _ in range(3)]
    for number, name in enumerate(NAMES):
        store = stores[number % 3]
        store.put(name, b"%d" % number)
        store.flush()
        assert len(files(tmp_path)) <= MERGED + 1
    fresh = Store(tmp_path, "one")
    assert [fresh.get(name) for name in NAMES] == [b"%d" % number for number in range(len(NAMES))]


def test_a_writer_takes_in_what_others_have_written(tmp_path: Path) -> None:
    early = Store(tmp_path, "one")
    kept(tmp_path, {NAMES[0]: b"zero"})
    early.put(NAMES[1], b"one")
    early.flush()
    assert early.get(NAMES[0]) == b"zero"


def test_whatever_is_flipped_in_a_file_gives_the_value_or_none(tmp_path: Path) -> None:
    values = {name: name * 3 for name in NAMES}
    kept(tmp_path, values)
    (path,) = tmp_path.glob(f"one/*{SUFFIX}")
    whole, random = path.read_bytes(), Random(0)
    read = 0
    for _ in range(1000):
        broken = bytearray(whole)
        for _ in range(random.choice((1, 1, 3, 40))):
            broken[random.randrange(len(broken))] ^= 1 << random.randrange(8)
        if random.random() < 0.1:
            del broken[random.randrange(len(broken)) :]
        path.write_bytes(broken)
        store = Store(tmp_path, "one")
        found = {name: store.get(name) for name in NAMES}
        assert all(value in (None, values[name]) for name, value in found.items())
        read += any(found.values())
    assert read > 200  # most flips break one value, and the others are still read


@pytest.mark.parametrize("content", [b"", b"\x80", b"resnet-fuzz cache, format 1\n", b"\x91" * 10_000])
def test_a_file_that_is_none_is_a_miss(tmp_path: Path, content: bytes) -> None:
    kept(tmp_path, {NAMES[0]: b"zero"})
    (path,) = tmp_path.glob(f"one/*{SUFFIX}")
    path.write_bytes(content)
    assert Store(tmp_path, "one").get(NAMES[0]) is None


def test_a_link_and_a_pipe_are_not_read(tmp_path: Path) -> None:
    kept(tmp_path, {NAMES[0]: b"zero"})
    (path,) = tmp_path.glob(f"one/*{SUFFIX}")
    moved = path.rename(tmp_path / "elsewhere")
    path.symlink_to(moved)
    os.mkfifo(path.with_name(f"pipe{SUFFIX}"))
    assert Store(tmp_path, "one").get(NAMES[0]) is None


def test_what_was_used_the_longest_ago_goes_first(tmp_path: Path) -> None:
    for number, kind in enumerate(("old", "middle", "new")):
        kept(tmp_path, {NAMES[0]: b"x" * 1000}, kind)
        (path,) = tmp_path.glob(f"{kind}/*{SUFFIX}")
        os.utime(path, (number, number))
    Store(tmp_path, "old")  # which reads it, and so uses it
    bound(tmp_path, 2500)
    assert {path.path.parent.name for path in files(tmp_path)} == {"old", "new"}


def test_a_store_is_bounded(tmp_path: Path) -> None:
    store = Store(tmp_path, "one", limit=20_000)
    for number in range(60):
        store.put(b"%16d" % number, b"x" * 1000)
        store.flush()
    assert sum(kept.size for kept in files(tmp_path)) <= 20_000
    assert Store(tmp_path, "one").get(b"%16d" % 59) is not None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = kept(tmp_path / "file", {NAMES[0]: b"zero"})
    assert store.get(NAMES[0]) == b"zero"


def test_clear_removes_what_is_ours_alone(tmp_path: Path) -> None:
    kept(tmp_path, {NAMES[0]: b"zero"})
    other = tmp_path / "thesis" / "chapter.tex"
    other.parent.mkdir()
    other.write_text("mine")
    assert len(clear(tmp_path)) == 1
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [other]


def test_a_variable_names_the_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert directory() == tmp_path
    monkeypatch.delenv(VARIABLE)
    assert place.directory().name == "resnet-fuzz"


def test_what_has_shipped_is_known_until_it_is_dropped(tmp_path: Path) -> None:
    shipped = {NAMES[1]: b"one", NAMES[2]: b"two"}
    kept(tmp_path, {NAMES[1]: b"mine"})
    store = Store(tmp_path, "one", shipped=shipped)
    assert [store.get(name) for name in NAMES[:3]] == [None, b"mine", b"two"]
    assert store.answered == 2
    store.drop()
    assert store.get(NAMES[2]) is None
    assert Store(tmp_path, "one", shipped=shipped).get(NAMES[2]) is None
    assert Store(tmp_path, "another", shipped=shipped).get(NAMES[2]) == b"two"
    clear(tmp_path)
    assert Store(tmp_path, "one", shipped=shipped).get(NAMES[2]) == b"two"
