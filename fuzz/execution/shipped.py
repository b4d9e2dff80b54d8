"""What ships with us: what was found out of a release of torch when this version was made.

It holds for any processor, since what is computed in reduced precision, which hangs on one, is left out
(`fuzz.execution.kept`), and for any version of the contract, on which none of it depends.
``python -m benchmarks.shipped`` makes it.
"""

import ast
import platform
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import torch

from fuzz import cache
from fuzz.cache.archive import read_archive
from fuzz.execution.identity import at_start
from fuzz.execution.vision import torchvision
from strategies.layer import module

DATA = Path(cache.__file__).parent / "shipped"

FINDERS = (
    *(f"composition/{name}.py" for name in ("assumption", "comparison", "effect", "kept_effect")),
    *(f"composition/{name}.py" for name in ("loss_run", "module_digest", "pairing_runs", "pattern")),
    *("composition/probe.py", "composition/tensor_meta.py", "accelerator.py", "compare.py"),
    *("criterion.py", "defaults.py", "finite.py", "forward.py", "op_recorder.py", "outcome.py"),
    *("place.py", "setting.py", "tensor.py", "trail.py"),
)
"""Our code beside this file that finds such facts, or says them: another one may find others."""

OWN_MODULES = Path(module.__file__)
"""Whose layers are told from others by their names and settings alone."""


def archive() -> Path:
    """The file for this release of torch, be it there or not."""
    return DATA / f"torch-{torch.__version__.partition('+')[0]}.bin"


def results() -> dict[bytes, bytes]:
    """What ships for this release, by name; nothing where it was made by other code than this, or of
    another build, or where Python has run code at its start that may have changed torch."""
    return {} if at_start() else read_archive(archive(), identity())


def identity() -> str:
    """A digest of the releases, of Python's, of the platform, and of what our code does that finds
    facts: its comments and where its modules lie have no part in it."""
    facts = (
        *(torch.version.git_version, torchvision.__version__, sys.version_info[:2]),
        *(sys.platform, platform.machine()),
    )
    digest = blake2b(repr(facts).encode(), digest_size=16)
    for path in _finders():
        digest.update(_meaning(path.read_text(encoding="utf-8")).encode())
    return digest.hexdigest()


def _finders() -> Iterator[Path]:
    yield from (Path(__file__).parent / name for name in FINDERS)
    yield OWN_MODULES


def _meaning(source: str) -> str:
    """The syntax tree of a module without its docstrings and imports, which name our packages
    differently once they are installed."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [one for one in body if not _is_told(one)]  # type: ignore[attr-defined]
    return ast.dump(tree).replace("resnet_fuzz.", "")


def _is_told(node: ast.AST) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return text or isinstance(node, ast.Import | ast.ImportFrom)
