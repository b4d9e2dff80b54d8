"""How a class overrides train() or eval(), which hand their mode on to all that is inside."""

import ast
from typing import Any, NamedTuple

from torch import nn

from fuzz.check.code.asleep import hands_over, puts_to_sleep
from fuzz.check.code.tree import definition
from fuzz.check.network.place import is_torchs, line_of, module_at
from fuzz.execution.named.place import Place


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


def set_in_forward(module: nn.Module, name: str) -> Place | None:
    """Where the forward() of a module calls train() or eval(); None where it doesn't."""
    forward: Any = type(module).forward
    defined = definition(forward)
    for node in ast.walk(defined) if defined is not None else ():
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(f".{name}"):
            return line_of(forward, node.lineno)
    return None


def put_to_sleep(network: nn.Module, site: str) -> Place | None:
    """The line of an __init__(), or of a method of the class, that puts the module at a site into eval
    mode; None where none does, or only to call it there, as to see what comes out."""
    parts = site.split(".")
    for count in range(len(parts) - 1, -1, -1):
        owner = module_at(network, ".".join(parts[:count]))
        defined = definition(type(owner)) if owner is not None and not is_torchs(owner) else None
        for function in ast.walk(defined) if defined is not None else ():
            if isinstance(function, ast.FunctionDef) and function.name not in (
                "train",
                "eval",
                "forward",
            ):
                line = _sleeping(function, "self." + ".".join(parts[count:]), line_of(type(owner)))
                if line:
                    return line_of(type(owner), line)
    return None


def _sleeping(function: ast.FunctionDef, written: str, place: Place | None) -> int:
    """The line that calls eval() of what is written so, or of each module in a loop, or lets another
    function do so; 0 for none."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    if any(ast.unparse(one.func) == written for one in calls):
        return 0
    looped = {
        node.target.id
        for node in ast.walk(function)
        if isinstance(node, ast.For) and isinstance(node.target, ast.Name)
    }
    for one in calls:
        if place is not None and (handed := hands_over(one, place)):
            if handed in ("self", written) or written.startswith(f"{handed}."):
                return one.lineno
        elif isinstance(one.func, ast.Attribute) and puts_to_sleep(one):
            whose = ast.unparse(one.func.value)
            holds = whose != "self" and written.startswith(f"{whose}.")
            if whose == written or whose in looped or holds:
                return one.lineno
    return 0


def _read(own: Any) -> Override:
    defined = definition(own)
    nodes = sorted(
        (node for node in ast.walk(defined or ast.Module([], [])) if isinstance(node, ast.Call)),
        key=lambda one: one.lineno,
    )
    above = [node for node in nodes if _is_above(node) and _modes(node) in ((), (True,), (False,))]
    meant = any(not _is_above(node) and _modes(node) in ((), (True,)) for node in nodes)
    return Override(line_of(own, above[0].lineno) if above else line_of(own), meant)


def _modes(call: ast.Call) -> tuple[object, ...] | None:
    """The modes that a call of train() names, None for a variable; None where it is no such call."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr != "train":
        return None
    given = [*call.args, *(word.value for word in call.keywords)]
    given = [one for one in given if ast.unparse(one) != "self"]
    return tuple(one.value if isinstance(one, ast.Constant) else None for one in given)


def _is_above(call: ast.Call) -> bool:
    """Whether it is super().train(), or nn.Module.train(self)."""
    above = ("super(", "nn.Module", "torch.nn.Module")
    return isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value).startswith(above)
