"""How the wheel is made: ``fuzz`` and ``strategies`` go into it as parts of ``resnet_fuzz``.

Here they stand at the top, where a reader finds them. Installed like that, they would take two common
names from every project beside them: one with a ``strategies.py`` of its own would get ours. So imports
are rewritten on the way into the wheel, ``strategies.case`` to ``resnet_fuzz.strategies.case``, each in
its line. Only what the syntax tree calls an import, or a string that is the name of one of our modules,
is touched.
"""

import ast
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HOME = "resnet_fuzz"
HALVES = ("fuzz", "strategies")


class MovedIntoOnePackage(BuildHookInterface[Any]):
    """Lays the package into the wheel, imports rewritten; an editable install has it as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what is to be in the wheel to hatchling's ``build_data``."""
        if self.target_name != "wheel" or version == "editable":
            return
        self.scratch = tempfile.mkdtemp()
        root, moved = Path(self.root), Path(self.scratch) / HOME
        for folder, place in ((HOME, moved), *((half, moved / half) for half in HALVES)):
            shutil.copytree(root / folder, place, ignore=shutil.ignore_patterns("__pycache__"))
        names = {name for half in HALVES for name in _modules(root, half)}
        for path in moved.rglob("*.py"):
            path.write_text(rewritten(path.read_text(encoding="utf-8"), names), encoding="utf-8")
        _pack(moved / "fuzz" / "corpus")
        build_data["force_include"][str(moved)] = HOME

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if self.target_name == "wheel" and version != "editable":
            shutil.rmtree(self.scratch)


def _pack(directory: Path) -> None:
    """Put the causes of a directory into one file beside it, one a line.

    pytest looks at every file of a package that has a plugin, in each project and at each start.
    """
    causes = (json.loads(path.read_bytes()) for path in sorted(directory.glob("*.json")))
    lines = [json.dumps(cause, ensure_ascii=False, separators=(",", ":")) for cause in causes]
    directory.with_suffix(".jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.rmtree(directory)


def _modules(root: Path, half: str) -> Iterator[str]:
    """The dotted names of all modules of a half."""
    for path in (root / half).rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rewritten(source: str, names: set[str]) -> str:
    """The source of a module with our modules, of these ``names``, under the name of the one package.

    Raises `ValueError` for an ``import fuzz``, whose name in the code below it would have to follow,
    and for an import that is laid out so that it is not found in its line.
    """
    lines = source.split("\n")  # as the parser counts them
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=aliases) if any(_is_ours(a.name) for a in aliases):
                raise ValueError(f"write 'from ... import', not {ast.unparse(node)!r}")
            case ast.ImportFrom(module=str(module)) if module in names:
                pattern = rf"(\bfrom\s+)(?={re.escape(module)}\b)"
            case ast.Constant(value=str(text)) if text in names and text not in HALVES:
                pattern = rf"(['\"])(?={re.escape(text)}\b)"
            case _:
                continue
        line = lines[node.lineno - 1]
        lines[node.lineno - 1] = re.sub(pattern, rf"\g<1>{HOME}.", line)
    moved = "\n".join(lines)
    left = [
        n for n in ast.walk(ast.parse(moved)) if isinstance(n, ast.ImportFrom) and _is_ours(n.module)
    ]
    if left:
        raise ValueError(f"not moved: {ast.unparse(left[0])!r}; write it in one line")
    return moved


def _is_ours(module: str | None) -> bool:
    return (module or "").split(".")[0] in HALVES
