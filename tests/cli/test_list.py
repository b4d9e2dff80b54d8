"""fuzz list: a catalogue, one line for each cause, or for each variant."""

import json
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace
from syrupy.assertion import SnapshotAssertion

from fuzz.catalogue.store import write_all
from strategies.case import Case
from strategies.cost import cost
from strategies.input import Input
from tests.cli.conftest import Run, plain_environment
from tests.cli.sample import BROADCAST, CHANNELS, ENTRIES, HEAD

FIELDS = {
    "format",
    "id",
    "signature",
    "case",
    "cause",
    "fix",
    "page",
    "wordings",
    "sites",
    "observed",
    "found",
}
CONV1D = replace(
    CHANNELS,
    signature=replace(CHANNELS.signature, rule="conv1d.channels", kind="misplaced"),
    case=Case(input=Input(shape=(9, 4, 32, 32))),
)


@pytest.fixture
def larger(catalogue: Path, tmp_path: Path) -> Path:
    """The sample catalogue with another variant of a cause."""
    write_all([CONV1D], tmp_path / catalogue)
    return catalogue


def test_one_line_for_each_cause(fuzz: Run, larger: Path, snapshot: SnapshotAssertion) -> None:
    result = fuzz("list", "--catalogue", larger)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_one_line_for_each_variant(fuzz: Run, larger: Path, snapshot: SnapshotAssertion) -> None:
    result = fuzz("list", "--all", "--catalogue", larger)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


def test_the_plainest_case_comes_first(fuzz: Run, larger: Path) -> None:
    lines = fuzz("list", "--catalogue", larger).stdout.splitlines()
    plainest = sorted(ENTRIES, key=lambda entry: cost(entry.case))
    assert [line.split()[0] for line in lines] == [*(entry.group for entry in plainest), "4"]


def test_only_one_stage(fuzz: Run, larger: Path) -> None:
    lines = fuzz("list", "--stage", "forward", "--catalogue", larger).stdout.splitlines()
    assert {line.split()[0] for line in lines[:-1]} == {CHANNELS.group, HEAD.group}
    assert lines[-1] == "2 causes, 3 variants"


def test_only_one_kind(fuzz: Run, larger: Path) -> None:
    lines = fuzz("list", "--kind", "silent", "--catalogue", larger).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [BROADCAST.group, "1"]
    lines = fuzz("list", "--kind", "misplaced", "--catalogue", larger).stdout.splitlines()
    assert lines[0].startswith(f"{CHANNELS.group}  RuntimeError: Given groups=1")
    assert lines[0].endswith("  [misplaced, forward, conv1d.channels]  (1 variant)")
    assert lines[1:] == ["1 cause, 1 variant"]


def test_only_what_says_each_word(fuzz: Run, larger: Path) -> None:
    lines = fuzz("list", "CONV1", "weight of size", "--catalogue", larger).stdout.splitlines()
    assert [line.split()[0] for line in lines] == [CHANNELS.group, "1"]
    lines = fuzz("list", "state_dict", "--stage", "forward", "--catalogue", larger).stdout.splitlines()
    assert lines == ["0 causes, 0 variants"]


@pytest.mark.parametrize("columns", [80, 50])
def test_on_a_terminal_lines_are_as_wide_as_it_is(larger: Path, tmp_path: Path, columns: int) -> None:
    shown = on_terminal(tmp_path, columns, "list", "--catalogue", str(larger))
    lines = re.sub(r"\x1b\[\d*m", "", shown).splitlines()
    assert len(lines) == 2 * 4 + 1
    assert max(map(len, lines)) <= columns
    assert lines[0] == "channels  rejected in forward, 2 variants"
    assert lines[1].startswith("  RuntimeError: Given groups=1, weight of ")
    assert lines[1].endswith("...")
    assert "\x1b[31mrejected" in shown
    assert "\x1b" not in on_terminal(tmp_path, columns, "list", NO_COLOR="1")


def on_terminal(directory: Path, columns: int, *arguments: str, **environment: str) -> str:
    """What the command writes to a terminal of so many columns."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "resnet_fuzz", *arguments]
    environment = {**plain_environment(), "COLUMNS": str(columns), **environment}
    with subprocess.Popen(command, cwd=directory, env=environment, stdout=theirs):
        os.close(theirs)
        told = b""
        with suppress(OSError):  # Linux says so when the other end is closed
            while part := os.read(ours, 4096):
                told += part
    os.close(ours)
    return told.decode()


def test_json_is_what_the_files_are(fuzz: Run, larger: Path, tmp_path: Path) -> None:
    causes = json.loads(fuzz("list", "--json", "--catalogue", larger).stdout)
    assert len(causes) == 4
    for cause in causes:
        assert cause == json.loads((tmp_path / larger / f"{cause['id']}.json").read_text())
        assert cause.keys() - {"passing", "region"} == FIELDS | {"layers", "variants"}


def test_json_of_all_variants_has_the_documented_fields(fuzz: Run, larger: Path) -> None:
    variants = json.loads(fuzz("list", "--all", "--json", "--catalogue", larger).stdout)
    assert [one["id"] for one in variants] == sorted(entry.id for entry in (*ENTRIES, CONV1D))
    assert all(one.keys() - {"passing", "region"} == FIELDS | {"group"} for one in variants)
    assert variants[0]["signature"].keys() == {"stage", "kind", "rule"}


@pytest.mark.parametrize("options", [[], ["--all"], ["--json"], ["--all", "--json"]])
def test_an_empty_catalogue_is_no_mistake(fuzz: Run, tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "empty").mkdir()
    result = fuzz("list", "--catalogue", "empty", *options)
    said = "[]\n" if "--json" in options else "0 causes, 0 variants\n"
    assert (result.returncode, result.stdout) == (0, said)
