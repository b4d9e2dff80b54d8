"""What was written by an earlier version is read, put into groups, and loses nothing."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fuzz.catalogue import Catalogue, Entry
from fuzz.catalogue.cause import causes_of, content
from fuzz.catalogue.format2 import decode_format2, in_groups, read_format2
from fuzz.catalogue.merge import merge
from fuzz.catalogue.read import decode_variants
from fuzz.verdict import Signature
from resnet_fuzz import FuzzError
from tests.cli.sample import in_format2
from tests.unit.fuzz.sample import CASES, entries, entry


def migrated(some: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Entries of format 2, read, put into causes, written, and read again; as they were before."""
    read = in_groups(decode_format2(msgspec.json.encode(one), "old") for one in some)
    written = [msgspec.json.encode(content(cause)) for cause in causes_of(read)]
    return [in_format2(one) for text in written for one in decode_variants(text, "new")[1]]


def by_id(some: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = {one["id"]: one for one in some}
    assert len(found) == len(some)
    return found


def test_each_entry_of_the_corpus_becomes_one_variant_with_all_that_it_has() -> None:
    old = [in_format2(one) for one in Catalogue()]
    assert by_id(migrated(old)) == by_id(old)


@given(st.lists(entries, max_size=5))
def test_so_does_any_other(some: list[Entry]) -> None:
    old = [in_format2(one) for one in merge(some).values()]
    assert by_id(migrated(old)) == by_id(old)


def test_the_groups_are_those_of_the_contract() -> None:
    old = [replace(one, group="") for one in Catalogue()]
    assert {one.id: one.group for one in in_groups(old)} == {one.id: one.group for one in Catalogue()}


@pytest.mark.parametrize(("rule", "group"), [("old.channels", "channels"), ("old.rule", "old.rule")])
def test_a_rule_that_is_no_more_goes_by_the_others_of_its_name(rule: str, group: str) -> None:
    there = entry(signature=Signature("forward", "rejected", "conv2d.channels"), group="")
    gone = entry(signature=Signature("forward", "rejected", rule), group="", case=CASES[2])
    assert [one.group for one in in_groups([gone, there])] == [group, "channels"]


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "today's format": ({"format": 3}, "`$.format`"),
    "another id": ({"id": "forward"}, "`$.id`"),
    "a field of today": ({"proof": {}}, "unknown field `proof`"),
    "a group": ({"group": "channels"}, "unknown field `group`"),
    "an unknown field": ({"colour": 1}, "unknown field `colour`"),
    "a bad case": ({"case": {"mode": "test"}}, "`$.case.mode`"),
    "code as a rule": (
        {"signature": {"stage": "loss", "kind": "silent", "rule": "f()"}},
        "`$.signature",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_format_2_never_was_is_refused(tmp_path: Path, name: str) -> None:
    change, part = BAD[name]
    (tmp_path / "bad.json").write_text(json.dumps({**in_format2(entry()), **change}))
    with pytest.raises(FuzzError) as refused:
        read_format2(tmp_path)
    assert str(refused.value).startswith(f"{tmp_path}/bad.json: ")
    assert part in str(refused.value)


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(json.dumps(in_format2(entry())))
    with pytest.raises(FuzzError, match=r"b\.json: another file .* `\$\.id`"):
        read_format2(tmp_path)
