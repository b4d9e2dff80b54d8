"""What stands at the other end of a pipe: a reader that leaves early, text that is not text."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, plain_environment, refused
from tests.cli.sample import HEAD


@pytest.mark.parametrize("buffered", ["", "1"])
def test_a_reader_that_leaves_early_hears_no_complaint(
    catalogue: Path, tmp_path: Path, buffered: str
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "resnet_fuzz", "list", "--catalogue", str(catalogue)],
        cwd=tmp_path,
        env={**plain_environment(), "PYTHONUNBUFFERED": buffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 1)


def test_a_campaign_goes_on_where_nobody_reads_of_it(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "resnet_fuzz",
            *("run", "--time", "3s", "--workers", "1", "--out", "out"),
        ],
        cwd=tmp_path,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait() == 0
    assert (tmp_path / "out" / "summary.json").exists()


def test_bytes_that_are_no_text_are_passed_over(catalogue: Path, tmp_path: Path) -> None:
    message = HEAD.observed[0].message.encode()
    result = subprocess.run(
        [sys.executable, "-m", "resnet_fuzz", "explain", "-", "--catalogue", str(catalogue)],
        cwd=tmp_path,
        env={**plain_environment(), "PYTHONIOENCODING": "utf-8:strict"},
        input=b"\xff\xfe\x00 before it\nRuntimeError: " + message + b"\n",
        capture_output=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, b"")
    assert HEAD.id.encode() in result.stdout


def test_what_a_name_holds_does_not_reach_the_terminal(fuzz: Run) -> None:
    result = fuzz("judge", "\x1b[31mred\nred\x07.json")
    assert result.stderr == "fuzz: \\x1b[31mred red\\x07.json: No such file or directory\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("judge", "standard input, line 1: too large: a case has at most 1,048,576 bytes"),
        ("explain", "standard input: too large: a message has at most 524,288 bytes"),
    ],
)
def test_what_never_ends_is_not_read_to_its_end(tmp_path: Path, command: str, said: str) -> None:
    with open("/dev/zero", "rb") as endless:
        result = subprocess.run(
            [sys.executable, "-m", "resnet_fuzz", command, "-"],
            cwd=tmp_path,
            env=plain_environment(),
            stdin=endless,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    refused(result, f"fuzz: {said}")
