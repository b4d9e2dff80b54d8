"""Where nothing can be written: one line says where, why, and what to do; what was found is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.lock import Lock
from resnet_fuzz import Catalogue
from tests.cli.conftest import Run, plain_environment, refused

FULL = """
import errno, os

written, fsync = [0], os.fsync


def full(file):
    written[0] += 1
    if written[0] > 12:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    fsync(file)


os.fsync = full
"""
"""A disk that is full after twelve files: Python imports this module by itself."""

SWEEP = ("sweep", "--edits", "none", "--shapes", "2x3", "--modes", "eval")


def run_on(directory: Path, planted: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    """The command ``fuzz`` on a machine with a fault, and with a directory for what is temporary."""
    (directory / "sitecustomize.py").write_text(planted)
    (directory / "tmp").mkdir()
    paths = (str(directory), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", ""))
    own = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "TMPDIR": str(directory / "tmp")}
    return subprocess.run(
        [sys.executable, "-m", "resnet_fuzz", *map(str, arguments)],
        cwd=directory,
        env={**plain_environment(), **own},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_on_a_full_disk_a_run_keeps_what_it_has_found(tmp_path: Path) -> None:
    full = run_on(tmp_path, FULL, "run", "--cases", 2, "--workers", 1, "--json")
    refused(full, "fuzz: No space left on device: out/catalogue/", "; what was found until then is in ")
    assert full.stderr.endswith("go on with `fuzz run --resume out`\n")
    assert len(Catalogue(tmp_path / "out" / "catalogue")) > 0
    assert not list((tmp_path / "out").rglob(".*.json*"))
    assert not any((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("command", [("run", "--cases", 2), SWEEP])
def test_a_directory_that_another_run_is_at_work_in_is_refused(
    tmp_path: Path, fuzz: Run, command: tuple[object, ...]
) -> None:
    (tmp_path / "out").mkdir()
    lock = Lock(tmp_path / "out" / ".lock")
    assert lock.take()
    told = fuzz(*command, "--out", "out")
    refused(told, "--out out: another run is at work there", f"(process {os.getpid()})")
    lock.free()


@pytest.mark.parametrize(
    ("out", "said"), [("file", "this is a file"), ("file/out", "Not a directory: file/out")]
)
def test_an_out_that_can_be_no_directory(tmp_path: Path, fuzz: Run, out: str, said: str) -> None:
    (tmp_path / "file").write_text("mine")
    refused(fuzz("run", "--cases", 2, "--out", out), f"--out {out}: {said}")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_out_that_must_not_be_written(tmp_path: Path, fuzz: Run) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    refused(fuzz("run", "--cases", 2, "--out", "out"), "--out out: Permission denied: out/.lock")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_without_room() -> None:
    command = [sys.executable, "-m", "resnet_fuzz", "list"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"fuzz: No space left on device\n")
