"""outplace(): whether activations that work in place change what is read after them."""

import ast
import warnings
from collections.abc import Callable
from typing import Any

import torch
from msgspec.structs import replace
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode

from fuzz.check.change import after
from fuzz.check.close import difference
from fuzz.check.code.tree import tree_of
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.at import Kept
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.running.run import filled
from fuzz.execution.named.place import Place, running_at

ACTIVATIONS = (
    *("relu", "relu6", "leaky_relu", "elu", "selu", "celu", "silu", "mish", "hardswish", "hardsigmoid"),
    *("hardtanh", "threshold", "rrelu"),
)

MOST = 64
"""How many are looked at one by one."""


def outplace(
    seen: Returned, output: Any, fresh: Callable[[], nn.Module], template: Template, probe: Probe
) -> Returned:
    """What was seen, and in ``inplace`` the first activation with ``inplace=True`` without which another
    output comes out. One whose result nobody takes is meant to do so."""
    every = _Outplace(None)
    if not difference(output, _run(fresh, template, probe, every)):
        return seen
    for number in range(min(every.count, MOST)):
        one = _Outplace(number)
        if not difference(output, _run(fresh, template, probe, one)) or is_statement(one.place):
            continue
        return replace(seen, inplace=Kept(one.site or f"{one.name}()", one.site, one.place))
    return seen


class _Outplace(TorchFunctionMode):
    """Runs activations as if they were not in place; the one of a ``number`` alone, or all."""

    def __init__(self, number: int | None) -> None:
        super().__init__()
        self.number, self.count = number, 0
        self.name, self.site = "", ""
        self.place: Place | None = None
        self.names: dict[int, str] = {}
        self.ready_made: set[int] = set()
        self.running: list[int] = []

    def enter(self, module: nn.Module, _: Any) -> None:
        self.running.append(id(module))

    def leave(self, module: nn.Module, _: Any, __: Any) -> None:
        while self.running and self.running.pop() != id(module):
            pass

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        name = getattr(func, "__name__", "")
        is_named = kwargs.get("inplace") is True
        if name in ACTIVATIONS and (is_named or (len(args) > 1 and args[-1] is True)):
            if self.number in (None, self.count):
                args = args if is_named else (*args[:-1], False)
                kwargs |= {"inplace": False} if is_named else {}
                own = self.running[-1] if self.running else 0
                self.name, self.place = name, running_at()
                self.site = self.names.get(own, "") if own in self.ready_made else ""
            self.count += 1
        return func(*args, **kwargs)


def _run(fresh: Callable[[], nn.Module], template: Template, probe: Probe, mode: _Outplace) -> Any:
    network = after(fresh(), probe.changes).eval()
    mode.names = {id(module): name for name, module in network.named_modules()}
    mode.ready_made = {id(module) for module in network.modules() if is_torchs(module)}
    args, kwargs = filled(template, probe)
    hooks = (
        register_module_forward_pre_hook(mode.enter),
        register_module_forward_hook(mode.leave),
    )
    torch.manual_seed(0)
    try:
        with torch.set_grad_enabled(probe.grad), mode, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the run before has told of them
            return network(*args, **kwargs)
    finally:
        for hook in hooks:
            hook.remove()


def is_statement(place: Place | None) -> bool:
    """Whether a line is a call alone, whose result nobody takes."""
    if place is None:
        return False
    nodes = (node for node in ast.walk(tree_of(place.file)) if isinstance(node, ast.Expr))
    return any(node.lineno == place.line and isinstance(node.value, ast.Call) for node in nodes)
