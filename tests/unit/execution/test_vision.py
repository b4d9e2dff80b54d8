"""Torchvision imports on a CPU build of torch, and the remedy keeps out of the way elsewhere."""

import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fuzz import execution

REMEDY = Path(execution.__file__).with_name("vision.py")


def run(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a new interpreter that finds modules in ``path`` first."""
    program = f"import sys; sys.path.insert(0, {str(path)!r})\n{code}"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_resnet_is_built_whatever_the_build_of_torch(tmp_path: Path) -> None:
    code = (
        "from fuzz.execution.vision import torchvision\n"
        "print(type(torchvision.models.resnet50()).__name__)"
    )
    done = run(code, tmp_path)
    assert done.stdout.strip() == "ResNet", done.stderr


def test_the_compiler_of_torch_is_imported_when_it_is_called(tmp_path: Path) -> None:
    code = (
        "from fuzz.execution.vision import torchvision\n"
        "print('torch._dynamo' in sys.modules)\n"
        "from torchvision.ops.roi_align import is_compile_supported\n"
        "print(is_compile_supported('cpu'), 'torch._dynamo.utils' in sys.modules)\n"
    )
    done = run(code, tmp_path)
    assert done.stdout.split() == ["False", "True", "True"], done.stderr


def test_whoever_asks_the_compiler_itself_while_torchvision_is_imported_gets_it(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text(
        "from torch._dynamo.utils import is_compile_supported, counters\nimport torch._dynamo\n"
    )
    code = "from fuzz.execution.vision import torchvision as v, torch\n"
    code += "print(torch._dynamo.utils.counters is v.counters)"
    done = run(code, tmp_path)
    assert done.stdout.strip() == "True", done.stderr


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, Any]]:
    """What the remedy has where torchvision is a module of this text, in the process of the test."""

    def run(text: str) -> dict[str, Any]:
        (tmp_path / "torchvision.py").write_text(text)
        monkeypatch.syspath_prepend(tmp_path)
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            monkeypatch.delitem(sys.modules, name)
        return runpy.run_path(str(REMEDY))

    return run


def test_nothing_is_declared_where_torchvision_imports_cleanly(
    imported: Callable[[str], dict[str, Any]],
) -> None:
    there = imported("clean = True\n")
    assert there["torchvision"].clean
    assert there["declared"] == []


def test_missing_operators_are_declared_and_the_import_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text(
        "import torch\n"
        "if not hasattr(torch.ops.torchvision, 'nms'):\n"
        "    raise RuntimeError('operator torchvision::nms does not exist')\n"
    )
    code = f"import runpy; print(len(runpy.run_path({str(REMEDY)!r})['declared']))"
    done = run(code, tmp_path)
    assert done.stdout.strip() == "1", done.stderr


def test_another_error_of_torchvision_is_not_hidden(
    imported: Callable[[str], dict[str, Any]],
) -> None:
    with pytest.raises(RuntimeError, match="something else"):
        imported("raise RuntimeError('something else')\n")
