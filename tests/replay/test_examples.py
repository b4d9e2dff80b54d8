"""Each plain answer has a program, and what it raises is explained by that answer first."""

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.message import explain
from fuzz.message.example import FOLDER, example_of
from fuzz.message.reading import Plain
from fuzz.message.table import READINGS

PLAIN = sorted({one.answer.name for row in READINGS for one in row.answers if isinstance(one, Plain)})
EXAMPLES = sorted(FOLDER.glob("*/*.py"))
NEEDS = "# needs: "
"""The first words of a program that not every machine can run: ``# needs: cuda``."""

RUN = (
    "import runpy, sys, torch; from fuzz.execution import vision; torch.set_num_threads(1);"
    " runpy.run_path(sys.argv[1], run_name='__main__')"
)
"""A program is run beside a torchvision that can be imported on a CPU build of torch."""

AS_WRITTEN = "# as written: "
"""The first words of a program that shows what leads to a message which cannot be had here, such as that
of a release of long ago; the message stands behind them."""


def name_of(path: Path) -> str:
    return f"{path.parent.name}.{path.stem}"


def test_every_plain_answer_has_its_program() -> None:
    assert [name for name in PLAIN if not example_of(name)] == []


def test_every_program_has_its_answer() -> None:
    assert {name_of(path) for path in EXAMPLES} <= set(PLAIN)


@pytest.mark.parametrize("path", EXAMPLES, ids=name_of)
def test_what_the_program_raises_is_explained_by_its_answer(path: Path) -> None:
    first = path.read_text().partition("\n")[0]
    if first.startswith(AS_WRITTEN):
        said = first.removeprefix(AS_WRITTEN)
    else:
        if first.startswith(NEEDS):
            pytest.importorskip("torch")
            import torch

            if not getattr(torch, first.removeprefix(NEEDS)).is_available():
                pytest.skip(first)
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode != 0 or "Warning" in done.stderr, done.stdout
        said = done.stderr
    answer = explain(said).answer
    assert answer is not None, said
    assert answer.name == name_of(path)
