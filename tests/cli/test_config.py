"""Options in pyproject.toml: they count where nothing is given, from anywhere in the project, and a
mistake is one line that names the file."""

import json
from pathlib import Path

import jsonschema
import pytest

from benchmarks import schema
from fuzz.cli.config import defaults
from fuzz.cli.list import list_causes
from fuzz.error import FuzzError
from tests.cli import pages
from tests.cli.conftest import Run, fuzz_in, refused

LIST = "[tool.resnet-fuzz.list]\n"

BAD: dict[str, tuple[str, ...]] = {
    "[tool.resnet-fuzz.lst]\n": ("[tool.resnet-fuzz]", "'lst'", "did you mean list?"),
    LIST + "stag = 'load'": ("[tool.resnet-fuzz.list]", "'stag'", "did you mean stage?"),
    LIST + "stage = ['load']": ("[tool.resnet-fuzz.list]", "stage has to be text or a number"),
    LIST + "all = 'yes'": ("[tool.resnet-fuzz.list]", "all has to be true or false"),
    "[tool.resnet-fuzz]\nlist = 3": ("[tool.resnet-fuzz.list]", "has to be a table"),
    "[tool]\nresnet-fuzz = 3": ("[tool.resnet-fuzz]", "has to be a table"),
    LIST + "stage = ": ("this is no TOML",),
    LIST + f"stage = {'9' * 5000}": ("this is no TOML",),
    LIST + f"stage = 0x{'f' * 5000}": ("stage has to be text or a number",),
    LIST + f"stage = {'[' * 90000}": ("this is no TOML",),
}


def write(directory: Path, text: str) -> None:
    (directory / "pyproject.toml").write_text(text)


@pytest.mark.parametrize("text", BAD, ids=lambda text: text[:60])
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    write(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FuzzError) as told:
        defaults("list", list_causes)
    assert all(part in str(told.value) for part in (str(tmp_path / "pyproject.toml"), *BAD[text]))


def test_a_value_that_the_option_does_not_take_is_one_line(fuzz: Run, tmp_path: Path) -> None:
    write(tmp_path, LIST + "stage = 'laod'")
    refused(fuzz("list"), "pyproject.toml, [tool.resnet-fuzz.list]: ", "'--stage'", "'laod'")


def test_what_is_given_goes_before_it(fuzz: Run, tmp_path: Path, catalogue: Path) -> None:
    write(tmp_path, f"{LIST}json = true\ncatalogue = '{catalogue}'\nstage = 'load'\n")
    stages = [json.loads(fuzz("list", *more).stdout) for more in ((), ("--stage", "loss"))]
    assert [{one["signature"]["stage"] for one in found} for found in stages] == [{"load"}, {"loss"}]


def test_a_path_is_one_from_the_file_on(tmp_path: Path, catalogue: Path) -> None:
    write(tmp_path, f"{LIST}catalogue = '{catalogue}'\n")
    below = tmp_path / "below"
    below.mkdir()
    write(below, "[project]\ndependencies = ['resnet-fuzz']\n")  # which has no table
    done, there = fuzz_in(below)("list"), fuzz_in(tmp_path)("list", "--catalogue", catalogue)
    assert done.stdout == there.stdout != ""


def test_a_run_that_goes_on_is_not_refused_for_what_a_file_has(fuzz: Run, tmp_path: Path) -> None:
    write(tmp_path, "[tool.resnet-fuzz.run]\ntime = '5m'\nseed = 3\n")
    refused(fuzz("run", "--resume", "nowhere"), "no run was begun there")


def test_the_schema_is_that_of_the_commands() -> None:
    is_that = json.loads(schema.PAGE.read_text()) == schema.schema()
    assert is_that, f"{schema.PAGE.name} is not that of the commands: run make readme"


def test_the_schema_allows_what_the_page_shows_and_no_other_name() -> None:
    import tomllib

    first, *_ = pages.blocks(schema.PAGE.with_name("config.md"), "toml")
    table = tomllib.loads(first)["tool"]["resnet-fuzz"]
    jsonschema.validate(table, schema.schema())
    bad: list[dict[str, dict[str, object]]]
    bad = [{"lst": {}}, {"list": {"stag": "load"}}, {"run": {"seed": -1}}]
    for wrong in bad:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema.schema())
