"""The workflows that `fuzz nightly` prints: they are valid, and have the same lines on each host."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.cli.nightly import HOSTS, PLACE
from tests.cli.conftest import Run
from tests.cli.host import TEXTS, github_lines, gitlab_lines

ROOT = Path(__file__).parents[2]
OURS = ROOT / ".github" / "workflows" / "nightly.yml"


def valid(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    return subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)


def test_workflows_are_what_github_takes(tmp_path: Path) -> None:
    done = valid("github-workflows", *OURS.parent.glob("*.yml"), PLACE / HOSTS["github"])
    assert done.returncode == 0, done.stdout
    (tmp_path / "bad.yml").write_text(TEXTS["github"].replace("timeout-minutes: 150", "timeout: 150"))
    assert valid("github-workflows", tmp_path / "bad.yml").returncode == 1


def test_the_pipeline_is_what_gitlab_takes(tmp_path: Path) -> None:
    done = valid("gitlab-ci", PLACE / HOSTS["gitlab"])
    assert done.returncode == 0, done.stdout
    (tmp_path / "bad.yml").write_text(TEXTS["gitlab"].replace("parallel: 2", "parallel: two"))
    assert valid("gitlab-ci", tmp_path / "bad.yml").returncode == 1


def test_ours_is_the_one_that_is_printed_but_for_what_is_installed() -> None:
    ours = "FUZZ_INSTALL: --constraint constraints.txt --editable ."
    assert TEXTS["github"].replace("FUZZ_INSTALL: resnet-fuzz", ours) == OURS.read_text()


@pytest.mark.parametrize("host", HOSTS)
def test_it_is_printed_as_it_is(fuzz: Run, host: str) -> None:
    assert fuzz("nightly", host).stdout == TEXTS[host]


def test_no_line_has_an_expression_in_it_that_github_would_put_there() -> None:
    assert not [line for line in github_lines() if "${{" in line]


def test_both_hosts_run_the_same_lines() -> None:
    for_the_host = re.compile(r"STEP_SUMMARY|cat state/README.md")
    github, gitlab = (
        {line for line in lines if not for_the_host.search(line)}
        for lines in (github_lines(), gitlab_lines())
    )
    assert github == gitlab
    (run,) = [line for line in github if line.startswith("fuzz run")]
    asked, by_cron = (re.findall(r"(?<= )--[a-z-]+ \S+", text) for text in (run, TEXTS["cron"]))
    assert set(asked) - set(by_cron) == {'--out "out/$DEVICE-$SHARD"'}


def test_the_page_shows_the_script_for_cron_as_it_is() -> None:
    page = (ROOT / "docs" / "nightly.md").read_text()
    (shown,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    assert TEXTS["cron"].endswith(shown)
