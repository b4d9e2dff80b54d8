"""unassigned(): names that get a value in one branch alone, and are used in any."""

import ast
import re
from typing import NamedTuple

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place

LOCAL = re.compile(r"local variable '(\w+)'")
ATTRIBUTE = re.compile(r"'\w+' object has no attribute '(\w+)'")


class Branch(NamedTuple):
    """What has no value, the condition under which it gets one, and the line of that assignment."""

    name: str
    condition: str
    line: int

    @property
    def on_training(self) -> bool:
        """Whether it is the mode that decides."""
        return self.condition in ("self.training", "not self.training")


def unassigned(exception: str, message: str, place: Place | None) -> Branch | None:
    """Where what a message misses is assigned; None where that is nowhere, or under no condition."""
    pattern = {"UnboundLocalError": LOCAL, "AttributeError": ATTRIBUTE}.get(exception)
    named = pattern.search(message) if pattern is not None else None
    if named is None or place is None:
        return None
    local = exception == "UnboundLocalError"
    around = at_line(place, ast.FunctionDef)[-1:] if local else at_line(place, ast.ClassDef)[-1:]
    name = named[1] if local else f"self.{named[1]}"
    if name not in place.code:
        return None
    found = [branch for one in around for branch in _assignments(one, name)]
    if not found or any(one is None for one in found):
        return None
    return found[0]


def _assignments(inside: ast.AST, name: str, condition: str = "") -> list[Branch | None]:
    """Each assignment of a name, with the innermost condition on it; None for one without."""
    found: list[Branch | None] = []
    for field, value in ast.iter_fields(inside):
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST):
                continue
            here = condition
            if isinstance(inside, ast.If) and field in ("body", "orelse"):
                test = ast.unparse(inside.test)
                here = test if field == "body" else _negated(test)
            stored = isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store)
            if stored and ast.unparse(node) == name:
                found.append(Branch(name, here, node.lineno) if here else None)  # type: ignore[attr-defined]
            found += _assignments(node, name, here)
    return found


def _negated(test: str) -> str:
    if test.startswith("not "):
        return test.removeprefix("not ")
    return f"not {test}" if test.replace(".", "").isidentifier() else f"not ({test})"
