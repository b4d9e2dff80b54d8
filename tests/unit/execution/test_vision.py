"""Torchvision imports on a CPU build of torch, and the remedy keeps out of the way elsewhere."""

import subprocess
import sys
from pathlib import Path

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


def test_nothing_is_declared_where_torchvision_imports_cleanly(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text("clean = True\n")
    code = f"import runpy; print(runpy.run_path({str(REMEDY)!r})['declared'])"
    done = run(code, tmp_path)
    assert done.stdout.strip() == "[]", done.stderr


def test_missing_operators_are_declared_and_the_import_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text(
        "import torch\n"
        "if not hasattr(torch.ops.torchvision, 'nms'):\n"
        "    raise RuntimeError('operator torchvision::nms does not exist')\n"
    )
    code = f"import runpy; print(len(runpy.run_path({str(REMEDY)!r})['declared']))"
    done = run(code, tmp_path)
    assert done.stdout.strip() == "1", done.stderr


def test_another_error_of_torchvision_is_not_hidden(tmp_path: Path) -> None:
    (tmp_path / "torchvision.py").write_text("raise RuntimeError('something else')\n")
    done = run(f"import runpy; runpy.run_path({str(REMEDY)!r})", tmp_path)
    assert done.returncode == 1
    assert "something else" in done.stderr
