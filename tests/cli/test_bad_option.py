"""A wrong option or argument: one line that names it, and nothing is written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run, refused

BAD: dict[str, str] = {
    "run --time abc": "'--time'",
    "run --time 0": "'--time'",
    "run --time -5s": "'--time'",
    "run --time 2y": "'--time'",
    f"run --time {'9' * 90}h": "'--time'",
    "run --cases -1": "'--cases'",
    "run --cases 0": "'--cases'",
    "run --cases many": "'--cases'",
    "run --device gpu": "--device gpu: torch ",
    "run --workers 0": "'--workers'",
    "run --seed -1": "'--seed'",
    "run --seed 1.5": "'--seed'",
    "run --color red": "--color",
    "run here": "(here)",
    "run --out": "'--out'",
    "list --stage middle": "'--stage'",
    "run --known none --known mine": "--known none stands alone",
    "run --coverage .": "Is a directory",
    "run --resume missing --coverage tried": "--coverage must not be given",
    "run --fail-on news": "did you mean new",
    "run --fail-on ,": "'--fail-on'",
    "run --accepted missing": "--accepted missing: there is no such file",
    "run --resume missing": "--resume missing: no run was begun there",
    "run --resume missing --seed 1": "--seed must not be given",
    "run --resume missing --known none": "--known must not be given",
    "run --engine dask": "'--engine'",
    "run --address auto": "--address names a cluster, so it needs --engine ray",
    "accept": "'ID...'",
    "accept x": "'--reason'",
    "accept x --reason y": "out/catalogue: there is no such catalogue; name that of",
    "accept x --reason y --until 2020-01-01": "2020-01-01 has passed",
    "accept x --reason y --until tomorrow": "'tomorrow' is not a day such as 2027-01-31",
    "accept x --reason y --catalogue missing": "missing: there is no such catalogue",
    "promote x": "'--into'",
    "promote x --from missing --into mine": "missing: there is no such catalogue",
    "list --catalogue missing": "missing: there is no such catalogue",
    "judge": "'CASE.json...'",
    "run --device cuda:1": "'--device'",
    "judge --device TPU case.json": "'--device'",
    "minimize": "'CASE.json'",
    "minimize one.json two.json": "(two.json)",
    "show": "'ID'",
    "diff one": "'B'",
    "merge one": "'--out'",
    "merge --out union": "'A B...'",
    "report": "'DIR...'",
    "report .": "there is no run in it",
    "nightly": "'{cron|github|gitlab}'",
    "nightly jenkins": "'jenkins' is not one of",
    "dance": "'dance'",
}


@pytest.mark.parametrize("line", BAD)
def test_the_option_is_named(here: Run, tmp_path: Path, line: str) -> None:
    refused(here(*line.split()), BAD[line])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_a_file_in_the_way_of_the_results(fuzz: Run, catalogue: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine")
    refused(fuzz("run", "--cases", 1, "--out", out), f"--out {out}: ")
    refused(fuzz("merge", catalogue, "--out", out), f"--out {out}: ")
    assert (tmp_path / "file").read_text() == "mine"


def test_no_command_at_all_gets_help(fuzz: Run) -> None:
    result = fuzz()
    assert (result.returncode, result.stderr) == (2, "")
    assert result.stdout.startswith("Usage: fuzz ")
