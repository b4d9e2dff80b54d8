"""Each plain answer has a program, and what it raises is explained by that answer first."""

import runpy
import traceback
import warnings
from pathlib import Path

import pytest
import torch
from torch import distributed

import fuzz.execution.vision  # noqa: F401
from fuzz.message import explain
from fuzz.message.example import FOLDER, example_of
from fuzz.message.reading import Plain
from fuzz.message.table import READINGS
from strategies.release import installed, release_of

PLAIN = sorted({one.answer.name for row in READINGS for one in row.answers if isinstance(one, Plain)})
EXAMPLES = sorted(FOLDER.glob("*/*.py"))
NEEDS = "# needs: "
"""The first words of a program that not every machine can run: ``# needs: cuda``, or not every release:
``# needs: torch 2.12``."""

AS_WRITTEN = "# as written: "
"""The first words of a program that shows what leads to a message which cannot be had here, such as that
of a release of long ago; the message stands behind them."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}.{path.stem}"


def test_every_plain_answer_has_its_program() -> None:
    assert [name for name in PLAIN if not example_of(name)] == []


def test_every_program_has_its_answer() -> None:
    assert {name_of(path) for path in EXAMPLES} <= set(PLAIN)


def is_there(needs: str) -> bool:
    """Whether there is what a program needs: a part of torch that is available, or a release."""
    part, _, first = needs.partition(" ")
    return release_of(first) <= installed() if first else getattr(torch, part).is_available()


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


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_what_the_program_raises_is_explained_by_its_answer(path: Path) -> None:
    first = path.read_text().partition("\n")[0]
    if first.startswith(NEEDS) and not is_there(first.removeprefix(NEEDS)):
        pytest.skip(first)
    written = first.startswith(AS_WRITTEN)
    said = first.removeprefix(AS_WRITTEN) if written else said_by(path)
    answer = explain(said).answer
    assert answer is not None, said
    assert answer.name == name_of(path)
