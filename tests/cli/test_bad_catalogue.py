"""A directory that is not a catalogue: one line that names the file and the field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.catalogue.store import write_all
from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANNELS, HEAD

Change = Callable[[dict[str, Any]], object]
FILE = f"{CHANNELS.group}.json"


def _variant(cause: dict[str, Any], **changed: object) -> dict[str, Any]:
    """The plainest variant of a cause as one of the others, with some fields changed."""
    kept = {name: cause[name] for name in cause.keys() - {"format", "layers", "variants"}}
    return {**kept, "id": CHANNELS.id, **changed}


OTHER_CAUSE: dict[str, Any] = {
    "id": HEAD.id,
    "signature": msgspec.to_builtins(HEAD.signature),
}
BAD: dict[str, tuple[Change, str]] = {
    "later format": (lambda entry: entry.update(format=4), "`$.format`"),
    "earlier format": (lambda entry: entry.update(format=2), "run `fuzz migrate DIR --out DIR`"),
    "format as text": (lambda entry: entry.update(format="1"), "`$.format`"),
    "no format": (lambda entry: entry.pop("format"), "`$.format`"),
    "another id": (lambda entry: entry.update(id="forward"), "`$.id`"),
    "no id": (lambda entry: entry.pop("id"), "`$.id`"),
    "a number as an id": (lambda entry: entry.update(id=1), "`$.id`"),
    "no variants": (lambda entry: entry.pop("variants"), "`$.variants`"),
    "a variant that is none": (lambda entry: entry.update(variants=[1]), "`$.variants`"),
    "other layers": (lambda entry: entry.update(layers=["Conv1d"]), "`$.layers`"),
    "a group of its own": (lambda entry: entry.update(group="channels"), "`group`"),
    "bad proof": (lambda entry: entry.update(proof={"differs": ["all"]}), "`$.proof.differs[0]`"),
    "the same variant again": (
        lambda entry: entry.update(variants=[_variant(entry)]),
        "`$.variants[0].id`",
    ),
    "another variant's id": (
        lambda entry: entry.update(variants=[_variant(entry, id="x")]),
        "`$.variants[0].id`",
    ),
    "a variant of another cause": (
        lambda entry: entry.update(variants=[_variant(entry, **OTHER_CAUSE)]),
        "`$.variants[0].signature`",
    ),
    "a format of a variant's own": (
        lambda entry: entry.update(variants=[_variant(entry, format=3)]),
        "`$.variants[0]`",
    ),
    "bad case of a variant": (
        lambda entry: entry.update(variants=[_variant(entry, case={"mode": "test"})]),
        "`$.variants[0].case.mode`",
    ),
    "bad stage of a variant": (
        lambda entry: entry.update(variants=[_variant(entry, signature={"stage": "x"})]),
        "`$.variants[0].signature.stage`",
    ),
    "unknown field": (lambda entry: entry.update(colour=1), "`colour`"),
    "no signature": (lambda entry: entry.pop("signature"), "`signature`"),
    "unknown stage": (lambda entry: entry["signature"].update(stage="x"), "`$.signature.stage`"),
    "code as a type": (
        lambda entry: entry["signature"].update(exception="E\nimport os"),
        "`$.signature.exception`",
    ),
    "code as an operation": (lambda entry: entry["signature"].update(op="f()"), "`$.signature.op`"),
    "a path as a rule": (
        lambda entry: entry["signature"].update(rule="../../x"),
        "`$.signature.rule`",
    ),
    "code as what was raised": (
        lambda entry: entry["observed"][0].update(exception="E\nimport os"),
        "`$.observed[0].exception`",
    ),
    "a bad passing case": (lambda entry: entry["passing"].update(mode="test"), "`$.passing.mode`"),
    "what cannot be": (
        lambda entry: entry["signature"].update(kind="nonfinite", stage="build"),
        "`$.signature.stage`",
    ),
    "bad case": (lambda entry: entry["case"].update(mode="test"), "`$.case.mode`"),
    "absurd case": (
        lambda entry: entry["case"]["input"].update(shape=[10**6] * 4),
        "`$.case.input.shape`",
    ),
    "bad observation": (lambda entry: entry["observed"][0].pop("torch"), "`$.observed[0]`"),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_entry_among_good_ones(here: Run, catalogue: Path, tmp_path: Path, name: str) -> None:
    change, part = BAD[name]
    path = tmp_path / catalogue / FILE
    entry = json.loads(path.read_text())
    change(entry)
    path.write_text(json.dumps(entry))
    refused(here("list", "--catalogue", catalogue), f"fuzz: {catalogue}/{FILE}: ", part)


COMMANDS: dict[str, list[str]] = {
    "list": ["list", "--catalogue"],
    "show": ["show", "conv2d", "--catalogue"],
    "script": ["script", "conv2d", "--catalogue"],
    "explain": ["explain", "any message", "--catalogue"],
    "replay": ["replay"],
    "diff": ["diff", "catalogue"],
    "merge": ["merge", "--out", "union"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_names_the_bad_file(
    fuzz: Run, catalogue: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / catalogue / "m.json").write_text("{")
    refused(fuzz(*COMMANDS[command], catalogue), "fuzz: catalogue/m.json: not valid JSON: ")
    (tmp_path / catalogue / "m.json").unlink()
    refused(fuzz(*COMMANDS[command], "missing"), "missing: ")
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue"]


@pytest.mark.parametrize("text", ["[" * 100_000, '{"case":' * 100_000, '{"format": 1e400}', "[]"])
def test_entries_that_are_hard_to_read(here: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "entry.json").write_text(text)
    refused(here("list", "--catalogue", "bad"), "fuzz: bad/entry.json: ")


def test_a_directory_among_the_entries(here: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / catalogue / "more.json").mkdir()
    refused(here("list", "--catalogue", catalogue), "catalogue/more.json: Is a directory")


def test_a_variant_in_two_files(here: Run, catalogue: Path, tmp_path: Path) -> None:
    write_all([replace(CHANNELS, group=CHANNELS.signature.rule)], tmp_path / "more")
    name = f"{CHANNELS.signature.rule}.json"
    (tmp_path / "more" / name).rename(tmp_path / catalogue / "z.json")
    refused(here("list", "--catalogue", catalogue), "catalogue/z.json: ", CHANNELS.id, "`$.variants`")


def test_two_files_of_one_id(here: Run, catalogue: Path, tmp_path: Path) -> None:
    path = tmp_path / catalogue / FILE
    path.with_name("z.json").write_bytes(path.read_bytes())
    refused(here("list", "--catalogue", catalogue), "catalogue/z.json: ", "`$.id`")


def test_a_field_twice(here: Run, catalogue: Path, tmp_path: Path) -> None:
    path = tmp_path / catalogue / FILE
    path.write_text(path.read_text().replace('"format": 3', '"format": 2, "format": 3'))
    refused(here("list", "--catalogue", catalogue), f"catalogue/{FILE}: ", "`format`")
