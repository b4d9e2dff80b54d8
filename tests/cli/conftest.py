"""The real command in a process of its own, and a small catalogue to give to it."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pytest

from fuzz.catalogue.store import write_all
from tests.cli.sample import ENTRIES

Result = subprocess.CompletedProcess[str]


class Run(Protocol):
    """Runs a command in the test's directory and waits for its end."""

    def __call__(self, *arguments: object, stdin: str = "") -> Result: ...


def plain_environment() -> dict[str, str]:
    """The environment without what pytest tells its own workers, so that a process starts afresh."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}


def runner(directory: Path, command: Iterable[str]) -> Run:
    def run(*arguments: object, stdin: str = "") -> Result:
        return subprocess.run(
            [sys.executable, *command, *map(str, arguments)],
            cwd=directory,
            env=plain_environment(),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def fuzz_in(directory: Path) -> Run:
    """The command ``fuzz``, run in a directory."""
    return runner(directory, ["-m", "resnet_fuzz"])


@pytest.fixture
def fuzz(tmp_path: Path) -> Run:
    """The command ``fuzz``."""
    return fuzz_in(tmp_path)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """A directory of the sample entries, by a name that does not depend on the machine."""
    write_all(ENTRIES, tmp_path / "catalogue")
    return Path("catalogue")


def refused(result: Result, *parts: str) -> None:
    """Check that a command has refused what it was given, in one short line with all the parts."""
    assert (result.returncode, result.stdout) == (2, ""), result.stderr
    assert result.stderr.startswith("fuzz: ")
    assert result.stderr.endswith("\n")
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) < 500
    assert all(part in result.stderr for part in parts), result.stderr
