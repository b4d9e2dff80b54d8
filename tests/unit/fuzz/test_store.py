"""A catalogue on disk: written whole or not at all, and looked into by a part of an id."""

import os
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.catalogue.entry import content
from fuzz.catalogue.store import find, write, write_all, write_atomically
from resnet_fuzz import Catalogue, FuzzError
from tests.unit.fuzz.sample import SIGNATURE, entry

CONV = entry()
LINEAR = entry(signature=replace(SIGNATURE, op="linear"))


def test_what_was_written_is_in_the_catalogue(tmp_path: Path) -> None:
    write_all([LINEAR, CONV], tmp_path / "new" / "catalogue")
    catalogue = Catalogue(tmp_path / "new" / "catalogue")
    assert list(catalogue) == [CONV, LINEAR]
    assert len(catalogue) == 2


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    write(CONV, tmp_path)
    (tmp_path / "README.md").write_text("mine")
    assert list(Catalogue(str(tmp_path))) == [CONV]


@pytest.mark.parametrize("name", [CONV.id, "conv2d", CONV.id[-10:], CONV.id[:10]])
def test_get_by_a_part(tmp_path: Path, name: str) -> None:
    write_all([CONV, LINEAR], tmp_path)
    assert Catalogue(tmp_path).get(name) == CONV


def test_get_prefers_a_whole_id(tmp_path: Path) -> None:
    write_all([CONV, LINEAR], tmp_path)
    catalogue = Catalogue(tmp_path)
    catalogue.entries[f"{CONV.id}-more"] = LINEAR
    assert catalogue.get(CONV.id) == CONV


@pytest.mark.parametrize(("name", "said"), [("forward", "2 entries"), ("x", "no entry")])
def test_get_by_what_is_none_or_several(tmp_path: Path, name: str, said: str) -> None:
    write_all([CONV, LINEAR], tmp_path)
    with pytest.raises(FuzzError, match=f"^{name}: {said} "):
        Catalogue(tmp_path).get(name)


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_refused(tmp_path: Path, name: str) -> None:
    write_all([CONV], tmp_path)
    with pytest.raises(FuzzError, match="an ID must not be empty"):
        find(tmp_path, name)


@pytest.mark.parametrize("name", [CONV.id, "conv2d", CONV.id[-10:], CONV.id[:10]])
def test_find_gives_what_get_does(tmp_path: Path, name: str) -> None:
    write_all([CONV, LINEAR], tmp_path)
    assert find(tmp_path, name) == CONV


def test_find_by_a_whole_id_reads_no_other_entry(tmp_path: Path) -> None:
    write(CONV, tmp_path)
    (tmp_path / "bad.json").write_text("{")
    assert find(tmp_path, CONV.id) == CONV
    with pytest.raises(FuzzError, match=r"bad\.json"):
        find(tmp_path, "conv2d")


@pytest.mark.parametrize("name", [CONV.id, "conv2d"])
def test_find_goes_by_the_id_and_not_by_the_file(tmp_path: Path, name: str) -> None:
    write_all([CONV], tmp_path)
    (tmp_path / f"{CONV.id}.json").rename(tmp_path / f"{LINEAR.id}.json")
    assert find(tmp_path, name) == CONV
    with pytest.raises(FuzzError, match="no entry"):
        find(tmp_path, LINEAR.id)


@pytest.mark.parametrize("name", ["../outside", "\0", "x" * 300])
def test_find_looks_nowhere_else(tmp_path: Path, name: str) -> None:
    write_all([CONV], tmp_path / "catalogue")
    (tmp_path / "outside.json").write_text("{")
    with pytest.raises(FuzzError, match="no entry"):
        find(tmp_path / "catalogue", name)


@pytest.mark.parametrize("broken", ["replace", "chmod", "fdopen"])
def test_a_failing_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "file.json"
    write_atomically(path, b"old")

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="the disk is full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_may_be_read_by_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "file", b"new")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o644


def test_a_directory_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FuzzError, match="missing: there is no such directory of entries"):
        Catalogue(tmp_path / "missing")


def test_a_catalogue_may_be_one_file(tmp_path: Path) -> None:
    packed = tmp_path / "packed.jsonl"
    packed.write_bytes(b"\n".join(msgspec.json.encode(content(entry)) for entry in (CONV, LINEAR)))
    assert Catalogue(packed).entries == {entry.id: entry for entry in (CONV, LINEAR)}
    assert find(packed, CONV.id) == CONV


def test_a_bad_line_of_a_packed_catalogue_is_named(tmp_path: Path) -> None:
    packed = tmp_path / "packed.jsonl"
    packed.write_bytes(msgspec.json.encode(content(CONV)) + b'\n{"format": 1}\n')
    with pytest.raises(FuzzError, match=r"packed\.jsonl:2: unknown format 1"):
        Catalogue(packed)
