"""Unread: what a dropout, a norm or an activation makes, under a name that nothing reads."""

import ast
from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.code.overwritten import overwritten
from fuzz.check.code.tree import at_line
from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Misread
from fuzz.execution.named.place import Place

CHANGING = ("dropout", "dropout1d", "dropout2d", "dropout3d", "alpha_dropout", "normalize", "layer_norm")
"""What is called for another value of the same thing, which takes its place."""


class Unread:
    """Notes a name that such an operation gives, if it is assigned anew before anything reads it, or is
    never read, while what was given to the operation is read again: that was to have the new value."""

    def __init__(self) -> None:
        self._found: dict[str, Misread] = {}

    def after(self, done: Done) -> None:
        """Note an operation, if nothing reads the name of what it has made."""
        x, made, place = done.first, done.made, done.place
        if done.name not in CHANGING or place is None or str(place) in self._found:
            return
        if x is None or not isinstance(made, Tensor) or made.shape != x.shape:
            return
        names = _names(place)
        becomes = overwritten(place) if names is not None else None
        if names is not None and becomes is not None and _side_by_side(place, becomes.place):
            called, given = names
            self._found[str(place)] = Misread("unread", done.site, place, called, given)

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""

    def misread(self) -> Iterator[Misread]:
        """All that was noted, by its line."""
        return iter(self._found.values())


def _side_by_side(place: Place, other: Place) -> bool:
    """Whether two lines are in one block, and not in the two branches of a condition."""
    for function in at_line(place, ast.FunctionDef)[-1:]:
        for node in ast.walk(function):
            for field in ("body", "orelse"):
                block = getattr(node, field, None)
                those = (
                    [one for one in block if isinstance(one, ast.Assign)]
                    if isinstance(block, list)
                    else []
                )
                lines = [(one.lineno, one.end_lineno or 0) for one in those]
                found = [any(a <= line <= b for a, b in lines) for line in (place.line, other.line)]
                if all(found):
                    return True
    return False


def _names(place: Place) -> tuple[str, str] | None:
    """What a line calls and assigns, and the name that it gives to that, where this is read afterwards;
    None where it does anything else."""
    for function in at_line(place, ast.FunctionDef)[-1:]:
        for node in ast.walk(function):
            match node:
                case ast.Assign(
                    targets=[ast.Name(id=target)],
                    value=ast.Call(func=func, args=[ast.Name(id=given), *_]),
                ) if node.lineno <= place.line <= (node.end_lineno or 0):
                    reads = (
                        one.lineno
                        for one in ast.walk(function)
                        if isinstance(one, ast.Name)
                        and one.id == given
                        and isinstance(one.ctx, ast.Load)
                    )
                    again = any(line > (node.end_lineno or 0) for line in reads)
                    own = given != target and not target.startswith("_")
                    return (ast.unparse(func), given) if again and own else None
    return None
