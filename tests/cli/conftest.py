"""The real command, in a process of its own or in that of the test, and a small catalogue for it."""

import io
import os
import subprocess
import sys
import warnings
from collections.abc import Iterable
from contextlib import chdir
from pathlib import Path
from typing import Protocol

import pytest

from fuzz.catalogue.store import write_all
from fuzz.cli.app import main
from strategies.network import models
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
def here(tmp_path: Path) -> Run:
    """The same command in the process of the test, which has torch already: two seconds less each time.

    For what hangs on no process of its own; each command that is run so has a test that starts one.
    """

    def run(*arguments: object, stdin: str = "") -> Result:
        said = {name: io.TextIOWrapper(io.BytesIO(), "utf-8") for name in ("stdout", "stderr")}
        with pytest.MonkeyPatch.context() as patch, chdir(tmp_path):
            patch.setattr(warnings, "formatwarning", warnings.formatwarning)  # which the command changes
            patch.setattr(models, "_granted", {})  # a process of its own begins with none
            patch.setattr(sys, "argv", ["fuzz", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            for name, stream in said.items():
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as end:
                main()
        out, err = map(_written, said.values())
        return Result(sys.argv, int(end.value.code or 0), out, err)

    return run


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


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
