"""Each plain answer has a program, and what it raises is explained by that answer first."""

import runpy
import subprocess
import sys
import traceback
import warnings
from pathlib import Path

import pytest
from torch import distributed

import fuzz.execution.vision  # noqa: F401
from fuzz.message import explain
from fuzz.message.example import FOLDER, example_of
from fuzz.message.reading import Plain
from fuzz.message.table import READINGS
from strategies.release import installed, release_of

PLAIN = sorted({one.answer.name for row in READINGS for one in row.answers if isinstance(one, Plain)})
EXAMPLES = sorted(FOLDER.glob("*/*.py"))
NEEDS_GPU = "# needs: cuda"
"""The first line of a program that needs a GPU."""

NEEDS_RELEASE = "# needs: torch "
"""The first words of one that needs a release of torch, or a later one: ``# needs: torch 2.12``."""

AS_WRITTEN = "# as written: "
"""The first words of a program that shows what leads to a message which cannot be had here, such as that
of a release of long ago; the message stands behind them."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}.{path.stem}"


def test_every_plain_answer_has_its_program() -> None:
    assert [name for name in PLAIN if not example_of(name)] == []


def test_every_program_has_its_answer() -> None:
    assert {name_of(path) for path in EXAMPLES} <= set(PLAIN)


def said_by(path: Path) -> str:
    """What a program prints when it fails: its warnings, and the traceback."""
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always")
        try:
            runpy.run_path(str(path), run_name="__main__")
        except BaseException:
            trace = traceback.format_exc()
        else:
            trace = ""
        finally:
            if distributed.is_initialized():
                distributed.destroy_process_group()
    lines = [f"{one.category.__name__}: {one.message}" for one in noted]
    return "\n".join((*lines, trace))


def said_apart_by(path: Path) -> str:
    """The same of one that chooses a device for all of its process, or leaves a GPU unusable."""
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=False)
    return done.stderr


def first_line(path: Path) -> str:
    return path.read_text().partition("\n")[0]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=name_of(path), marks=[pytest.mark.gpu] * (first_line(path) == NEEDS_GPU))
        for path in EXAMPLES
    ],
)
def test_what_the_program_raises_is_explained_by_its_answer(path: Path) -> None:
    first = first_line(path)
    if first.startswith(NEEDS_RELEASE) and installed() < release_of(first.removeprefix(NEEDS_RELEASE)):
        pytest.skip(first)
    if first.startswith(AS_WRITTEN):
        said = first.removeprefix(AS_WRITTEN)
    else:
        said = said_apart_by(path) if first == NEEDS_GPU else said_by(path)
    answer = explain(said).answer
    assert answer is not None, said
    assert answer.name == name_of(path)
