"""How a class overrides train() or eval(), which hand their mode on to all that is inside."""

import ast
from typing import Any, NamedTuple

from torch import nn

from fuzz.check.code.tree import definition
from fuzz.check.place import Place, line_of


class Override(NamedTuple):
    """The line that hands on no mode, or at which it begins; whether it puts some modules into training
    on purpose."""

    place: Place | None
    meant: bool


def override_of(module: nn.Module) -> Override | None:
    """The override of train() or eval() in the class of a module; None where there is none."""
    for name in ("train", "eval"):
        own: Any = getattr(type(module), name)
        if own is not getattr(nn.Module, name):
            return _read(own)
    return None


def _read(own: Any) -> Override:
    defined = definition(own)
    nodes = sorted(
        (node for node in ast.walk(defined or ast.Module([], [])) if isinstance(node, ast.Call)),
        key=lambda one: one.lineno,
    )
    training = [node for node in nodes if _trains(node)]
    above = [node for node in training if _is_above(node)]
    place = line_of(own, above[0].lineno) if above else line_of(own)
    return Override(place, len(above) < len(training))


def _trains(call: ast.Call) -> bool:
    """Whether it is a call of train() with no mode, or with True."""
    given = [*call.args, *(word.value for word in call.keywords)]
    given = [one for one in given if ast.unparse(one) != "self"]
    named = isinstance(call.func, ast.Attribute) and call.func.attr == "train"
    return named and all(isinstance(one, ast.Constant) and one.value is True for one in given)


def _is_above(call: ast.Call) -> bool:
    """Whether it is super().train(), or nn.Module.train(self)."""
    assert isinstance(call.func, ast.Attribute)
    return ast.unparse(call.func.value).startswith(("super(", "nn.Module", "torch.nn.Module"))
