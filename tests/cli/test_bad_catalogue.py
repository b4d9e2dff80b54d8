"""A directory that is not a catalogue: one line that names the file and the field."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fuzz.catalogue.entry import identify
from fuzz.verdict import Signature
from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANNELS

Change = Callable[[dict[str, Any]], object]
FILE = f"{CHANNELS.id}.json"

BAD: dict[str, tuple[Change, str]] = {
    "later format": (lambda entry: entry.update(format=3), "`$.format`"),
    "format as text": (lambda entry: entry.update(format="1"), "`$.format`"),
    "no format": (lambda entry: entry.pop("format"), "`$.format`"),
    "another id": (lambda entry: entry.update(id="forward"), "`$.id`"),
    "no id": (lambda entry: entry.pop("id"), "`$.id`"),
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
def test_one_bad_entry_among_good_ones(fuzz: Run, catalogue: Path, tmp_path: Path, name: str) -> None:
    change, part = BAD[name]
    path = tmp_path / catalogue / FILE
    entry = json.loads(path.read_text())
    change(entry)
    if part.startswith("`$.signature"):
        entry["id"] = _id_of(entry)
    path.write_text(json.dumps(entry))
    refused(fuzz("list", "--catalogue", catalogue), f"fuzz: {catalogue}/{FILE}: ", part)


def _id_of(entry: dict[str, Any]) -> str:
    """The id that a signature would have, so that it is not the id that is wrong."""
    try:
        return identify(msgspec.convert(entry["signature"], Signature))
    except msgspec.ValidationError:
        return str(entry["id"])


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
def test_entries_that_are_hard_to_read(fuzz: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "entry.json").write_text(text)
    refused(fuzz("list", "--catalogue", "bad"), "fuzz: bad/entry.json: ")


def test_a_directory_among_the_entries(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / catalogue / "more.json").mkdir()
    refused(fuzz("list", "--catalogue", catalogue), "catalogue/more.json: Is a directory")


def test_two_files_of_one_id(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    path = tmp_path / catalogue / FILE
    path.with_name("z.json").write_bytes(path.read_bytes())
    refused(fuzz("list", "--catalogue", catalogue), "catalogue/z.json: ", "`$.id`")


def test_a_field_twice(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    path = tmp_path / catalogue / FILE
    path.write_text(path.read_text().replace('"format": 2', '"format": 1, "format": 2'))
    refused(fuzz("list", "--catalogue", catalogue), f"catalogue/{FILE}: ", "`format`")
