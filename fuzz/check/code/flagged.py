"""flagged_in(): the line that sets an attribute of what a function is given, or goes through."""

import ast
from collections.abc import Iterator

from torch import nn

from fuzz.check.code.own import own_parts
from fuzz.check.network.place import Places
from fuzz.execution.named.place import Place, place_of


def flagged_in(
    network: nn.Module, places: Places, flag: str, value: object, *, of_parameters: bool = False
) -> tuple[str, Place] | None:
    """The only line of what makes a network that gives the attribute ``flag`` of a name a value, and the
    name; None for several. Lines that give it to the parameters that a loop goes through are those that
    are asked for, or are passed over."""
    found = {
        (ast.unparse(one.targets[0].value), place_of(file, one.lineno))
        for file, part in own_parts(network, places)
        for one in _assigning(part, flag, value, of_parameters)
        if isinstance(one.targets[0], ast.Attribute)
    }
    return next(iter(found)) if len(found) == 1 else None


def _assigning(part: ast.AST, flag: str, value: object, of_parameters: bool) -> Iterator[ast.Assign]:
    parameters = {name for node in ast.walk(part) for name in _of_parameters(node)}
    for node in ast.walk(part):
        match node:
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id=name), attr=attribute)],
                value=ast.Constant(value=given),
            ) if attribute == flag and given is value and (name in parameters) == of_parameters:
                yield node


def _of_parameters(node: ast.AST) -> Iterator[str]:
    """The names that a loop over parameters gives them."""
    if isinstance(node, ast.For | ast.comprehension) and "parameters" in ast.unparse(node.iter):
        yield from (one.id for one in ast.walk(node.target) if isinstance(one, ast.Name))
