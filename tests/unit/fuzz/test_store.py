"""A catalogue on disk: a file for each cause, whole or not at all, and found by a part of an id."""

import os
from pathlib import Path
from typing import NoReturn

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.atomic import write_atomically
from fuzz.catalogue import Cause, Entry
from fuzz.catalogue.cause import cause_of, content
from fuzz.catalogue.store import find, write, write_all, write_union
from fuzz.verdict import Signature
from resnet_fuzz import Catalogue, FuzzError
from tests.unit.fuzz.sample import CASES, SIGNATURE, entry

CONV = entry()
DIVERGENT = entry(signature=replace(SIGNATURE, kind="divergent"), case=CASES[1])
LINEAR = entry(signature=replace(SIGNATURE, op="linear"))
CONVS = cause_of(CONV.group, [CONV, DIVERGENT])
LINEARS = cause_of(LINEAR.group, [LINEAR])
ALL = [CONV, DIVERGENT, LINEAR]


def test_what_was_written_is_in_the_catalogue(tmp_path: Path) -> None:
    write_all([LINEAR, DIVERGENT, CONV], tmp_path / "new" / "catalogue")
    catalogue = Catalogue(tmp_path / "new" / "catalogue")
    assert list(catalogue) == sorted(ALL, key=lambda entry: entry.id)
    assert len(catalogue) == 3
    assert catalogue.causes == [CONVS, LINEARS]
    names = {path.name for path in (tmp_path / "new" / "catalogue").iterdir()}
    assert names == {f"{CONV.group}.json", f"{LINEAR.group}.json"}


def test_an_entry_takes_the_place_of_the_variant_with_its_id_alone(tmp_path: Path) -> None:
    write_all([LINEAR, CONV], tmp_path)
    write(DIVERGENT, tmp_path)
    newer = replace(CONV, case=CASES[2])
    write(newer, tmp_path)
    assert Catalogue(tmp_path).causes == [cause_of(CONV.group, [newer, DIVERGENT]), LINEARS]


def test_a_union_takes_the_place_of_what_it_is_made_of(tmp_path: Path) -> None:
    rule = Signature("forward", "rejected", "conv2d.channels")
    before = entry(signature=rule, group="conv2d.channels")
    write_all([before, LINEAR], tmp_path)
    after = replace(before, group="channels")
    write_union([after], tmp_path, replaced=["conv2d.channels"])
    assert {path.name for path in tmp_path.iterdir()} == {"channels.json", f"{LINEAR.group}.json"}
    assert Catalogue(tmp_path).causes[0].variants == (after,)


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    write(CONV, tmp_path)
    (tmp_path / "README.md").write_text("mine")
    assert list(Catalogue(str(tmp_path))) == [CONV]


FOUND: dict[str, Cause | Entry] = {
    CONV.group: CONVS,
    CONV.group[-10:]: CONVS,
    CONV.group[:8]: CONVS,
    CONV.id: CONV,
    CONV.id[:-5]: CONV,
    "-linear-": LINEAR,
    DIVERGENT.id[1:]: DIVERGENT,
}


@pytest.mark.parametrize("name", FOUND)
def test_a_cause_or_a_variant_is_found_by_its_id_or_a_part_of_it(tmp_path: Path, name: str) -> None:
    write_all(ALL, tmp_path)
    found = FOUND[name]
    assert find(tmp_path, name) == Catalogue(tmp_path).look_up(name) == found
    plainest = found.plainest if isinstance(found, Cause) else found
    assert Catalogue(tmp_path).get(name) == plainest


def test_a_whole_id_comes_before_a_part_of_one(tmp_path: Path) -> None:
    write_all(ALL, tmp_path)
    catalogue = Catalogue(tmp_path)
    catalogue.entries[f"{CONV.id}-more"] = LINEAR
    assert catalogue.get(CONV.id) == CONV


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("forward", "3 variants have this in their id: forward-"),
        ("runtimeerror", "2 causes have this in their id: conv2d-runtimeerror-"),
        ("-runtimeerror-", "2 causes have"),
        ("xyz", "no cause or variant"),
    ],
)
def test_what_is_none_or_several_is_refused(tmp_path: Path, name: str, said: str) -> None:
    write_all(ALL, tmp_path)
    with pytest.raises(FuzzError, match=f"^{name}: {said}"):
        Catalogue(tmp_path).get(name)


def test_a_part_of_a_cause_and_of_another_ones_variant_is_refused_and_both_are_named(
    tmp_path: Path,
) -> None:
    rule = Signature("forward", "rejected", "loading.x")
    write_all([entry(signature=replace(rule, rule="x.forward")), entry(signature=rule)], tmp_path)
    with pytest.raises(
        FuzzError, match=r"2 causes and variants have .*: x\.forward, forward-loading\.x"
    ):
        Catalogue(tmp_path).get("forward")


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_is_refused(tmp_path: Path, name: str) -> None:
    write_all([CONV], tmp_path)
    with pytest.raises(FuzzError, match="an ID must not be empty"):
        find(tmp_path, name)


def test_find_by_the_whole_id_of_a_cause_reads_no_other(tmp_path: Path) -> None:
    write_all([CONV, DIVERGENT], tmp_path)
    (tmp_path / "bad.json").write_text("{")
    assert find(tmp_path, CONV.group) == CONVS
    with pytest.raises(FuzzError, match=r"bad\.json"):
        find(tmp_path, "conv2d")


@pytest.mark.parametrize("name", [CONV.group, CONV.group[:8]])
def test_find_goes_by_the_id_and_not_by_the_file(tmp_path: Path, name: str) -> None:
    write_all([CONV, DIVERGENT], tmp_path)
    (tmp_path / f"{CONV.group}.json").rename(tmp_path / f"{LINEAR.group}.json")
    assert find(tmp_path, name) == CONVS
    with pytest.raises(FuzzError, match="no cause or variant"):
        find(tmp_path, LINEAR.group)


@pytest.mark.parametrize("name", ["../outside", "\0", "x" * 300])
def test_find_looks_nowhere_else(tmp_path: Path, name: str) -> None:
    write_all([CONV], tmp_path / "catalogue")
    (tmp_path / "outside.json").write_text("{")
    with pytest.raises(FuzzError, match="no cause or variant"):
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
    with pytest.raises(FuzzError, match="missing: there is no such catalogue"):
        Catalogue(tmp_path / "missing")


def test_a_catalogue_may_be_one_file(tmp_path: Path) -> None:
    packed = tmp_path / "packed.jsonl"
    packed.write_bytes(b"\n".join(msgspec.json.encode(content(cause)) for cause in (LINEARS, CONVS)))
    assert Catalogue(packed).causes == [CONVS, LINEARS]
    assert find(packed, CONV.id) == CONV


def test_a_bad_line_of_a_packed_catalogue_is_named(tmp_path: Path) -> None:
    packed = tmp_path / "packed.jsonl"
    packed.write_bytes(msgspec.json.encode(content(CONVS)) + b'\n{"format": 1}\n')
    with pytest.raises(FuzzError, match=r"packed\.jsonl:2: unknown format 1"):
        Catalogue(packed)
