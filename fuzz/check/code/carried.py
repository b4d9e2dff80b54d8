"""carries(): whether a line makes the new value of an attribute of its old one."""

import ast

from fuzz.check.code.tree import tree_of
from fuzz.execution.named.place import Place


def carries(place: Place | None, attribute: str) -> bool:
    """Whether a line assigns an attribute of an object, and what it assigns is made of the same."""
    nodes = ast.walk(tree_of(place.file)) if place is not None else iter(())
    line, written = place.line if place is not None else 0, f"self.{attribute}"
    for node in nodes:
        if not isinstance(node, ast.Assign | ast.AugAssign) or node.lineno != line:
            continue
        targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
        read = [ast.unparse(one) for one in ast.walk(node.value) if isinstance(one, ast.Attribute)]
        if written in map(ast.unparse, targets):
            return isinstance(node, ast.AugAssign) or written in read
    return False


def is_buffer(place: Place, attribute: str) -> bool:
    """Whether the file of a line registers a buffer under such a name."""
    return any(
        isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith("register_buffer")
        and any(getattr(one, "value", None) == attribute for one in node.args[:1])
        for node in ast.walk(tree_of(place.file))
    )
