"""fuzz explain: from a message, however it was pasted, to the entry that it belongs to."""

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANNELS

SHAPES = "mat1 and mat2 shapes cannot be multiplied"
TRACEBACK = f"""\
Traceback (most recent call last):
  File "/home/me/train.py", line 31, in <module>
    output = model(images)
             ^^^^^^^^^^^^^
  File "/usr/lib/python3.11/site-packages/torch/nn/modules/linear.py", line 134, in forward
    return F.linear(input, self.weight, self.bias)
RuntimeError: {SHAPES} (64x512 and 2048x10)
"""
PYTEST = f"""\
>       output = model(images)
train_test.py:31:
E       RuntimeError: {SHAPES} (64x512 and 2048x10)
"""
COLOURED = f"\x1b[1m\x1b[31mRuntimeError\x1b[0m: {SHAPES} (64x512 and 2048x10)\x1b[0m"
LOADING = """\
Traceback (most recent call last):
  File "train.py", line 8, in <module>
RuntimeError: Error(s) in loading state_dict for ResNet:
\tsize mismatch for fc.weight: copying a param with shape torch.Size([1000, 2048]) from checkpoint, \
the shape in current model is torch.Size([7, 2048]).
\tsize mismatch for fc.bias: copying a param with shape torch.Size([1000]) from checkpoint, \
the shape in current model is torch.Size([7]).
"""
WARNING = (
    "/usr/lib/torch/nn/modules/loss.py:535: UserWarning: Using a target size (torch.Size([8])) that"
    " is different to the input size (torch.Size([8, 1])). This will likely lead to incorrect"
    " results due to broadcasting. Please ensure they have the same size."
)
FEATURES = "linear.in_features"

PASTED = {
    "the message alone": (f"{SHAPES} (64x512 and 2048x10)", FEATURES),
    "with its type": (f"RuntimeError: {SHAPES} (1x9 and 2048x1000)", FEATURES),
    "of a distributed run": (f"[rank0]: RuntimeError: {SHAPES} (1x9 and 2048x1000)", FEATURES),
    "a whole traceback": (TRACEBACK, FEATURES),
    "from pytest": (PYTEST, FEATURES),
    "with colours": (COLOURED, FEATURES),
    "a message of several lines": (LOADING, "load.size"),
    "a warning with its place": (WARNING, "mseloss.same_shape"),
}


def test_text(fuzz: Run, catalogue: Path, snapshot: SnapshotAssertion) -> None:
    message = CHANNELS.observed[0].message.replace("4", "1")
    result = fuzz("explain", message, "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == snapshot


@pytest.mark.parametrize("pasted", PASTED)
def test_however_it_was_pasted(here: Run, catalogue: Path, pasted: str) -> None:
    message, name = PASTED[pasted]
    result = here("explain", message, "--json", "--catalogue", catalogue)
    cause = json.loads(result.stdout)["cause"]
    assert name in (cause["rule"], cause["name"])
    for arguments in (("explain", "-"), ("explain",)):
        piped = here(*arguments, "--json", "--catalogue", catalogue, stdin=message)
        assert (piped.returncode, piped.stdout) == (0, result.stdout)


@pytest.mark.parametrize("message", ["cannot open shared object file", "RuntimeError:", "(1x2)"])
def test_nothing_fits(fuzz: Run, catalogue: Path, message: str) -> None:
    result = fuzz("explain", message, "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("Not explained: no message that is known here is in this text.\n")


def test_nothing_fits_as_json(here: Run, catalogue: Path) -> None:
    result = here("explain", "no such thing", "--json", "--catalogue", catalogue)
    assert result.returncode == 1
    assert json.loads(result.stdout) == {"cause": None, "others": [], "entries": []}


def test_a_message_that_no_entry_fits_may_tell_its_cause_all_the_same(
    here: Run, catalogue: Path
) -> None:
    message = (
        "ValueError: Expected more than 1 value per channel when training, got input size [1, 2048]"
    )
    result = here("explain", message, "--catalogue", catalogue)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Cause: BatchNorm1d expects 2 or more values" in result.stdout


def test_old_words_lead_to_the_entry_of_their_rule(here: Run) -> None:
    message = (
        "RuntimeError: Given groups=1, weight[64, 3, 7, 7], so expected input[8, 1, 28, 28] to have 3"
        " channels, but got 1 channels instead"
    )
    best = json.loads(here("explain", message, "--json").stdout)["entries"][0]
    assert best["signature"]["rule"] == "conv2d.channels"


def test_what_is_no_text(fuzz: Run) -> None:
    for arguments in (["\udcff\udc9b31m: bad"], ["\udcff\udc9b31m: bad", "--json"]):
        done = fuzz("explain", *arguments)
        assert (done.returncode, done.stderr) == (1, "")


def test_a_word_that_names_a_file_is_read(here: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "traceback.txt").write_bytes(TRACEBACK.encode() + b"\xff\n")
    for name in ("traceback.txt", str(tmp_path / "traceback.txt")):
        result = here("explain", name, "--json", "--catalogue", catalogue)
        assert (result.returncode, result.stderr) == (0, "")
        assert json.loads(result.stdout)["cause"]["rule"] == FEATURES


def test_what_names_no_file_is_a_message(here: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "two words").write_text(TRACEBACK)
    for message in ("two words", "gone"):
        assert here("explain", message, "--catalogue", catalogue).returncode == 1


def test_too_large_a_file_is_refused(here: Run, catalogue: Path, tmp_path: Path) -> None:
    (tmp_path / "large.log").write_bytes(b"\n" * (2**19 + 1))
    refused(
        here("explain", "large.log", "--catalogue", catalogue),
        "fuzz: large.log: too large: a message has at most 524,288 bytes",
    )


@pytest.mark.parametrize("given", ["", " \n"])
def test_nothing_given_is_said(fuzz: Run, catalogue: Path, tmp_path: Path, given: str) -> None:
    (tmp_path / "empty.txt").write_text(given)
    said = "fuzz: there is no message to explain, what was given is empty; pass the error in quotes"
    refused(fuzz("explain", given, "--catalogue", catalogue), said)
    refused(fuzz("explain", "empty.txt", "--catalogue", catalogue), said)
    refused(fuzz("explain", "--catalogue", catalogue, stdin=given), said)


@pytest.mark.parametrize(
    "name", ["tracebak.txt", "./log", "logs/run", "/nowhere/at/all", "out.log.1", "."]
)
def test_a_name_of_no_file_is_told_as_such(here: Run, name: str) -> None:
    refused(here("explain", name), f"{name}: this is no file", "in quotes")
