"""Following: what the forward of a module with children does, as a program, seen by running it once."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from strategies.network.program import (
    SEQUENTIAL,
    Add,
    Call,
    Flatten,
    Gather,
    Iterate,
    Program,
    SingleStep,
    Take,
)

LISTS = (nn.Sequential, nn.ModuleList)


class Unfollowed(Exception):
    """What a module does can't be said in steps; the message says why."""


def follow(module: nn.Module, args: tuple[Any, ...], options: dict[str, Any]) -> Program:
    """The program of a module, from one call of its forward. Raises `Unfollowed`."""
    if isinstance(module, LISTS):
        return SEQUENTIAL
    if len(args) != 1 or not isinstance(args[0], Tensor):
        raise Unfollowed("it is called with something else than one tensor")
    recorder = _Recorder(args[0])
    handles = [handle for hooked in _called(module) for handle in recorder.watch(*hooked)]
    try:
        with recorder:
            output = type(module).forward(module, *args, **options)
    finally:
        for handle in handles:
            handle.remove()
    return recorder.program(output)


def _called(module: nn.Module) -> Iterable[tuple[str, str, nn.Module]]:
    """The modules that a forward may call: its children, and those of its lists."""
    for name, child in module.named_children():
        if isinstance(child, LISTS):
            yield from ((name, index, one) for index, one in child.named_children())
        yield name, "", child


class _Recorder(TorchFunctionMode):
    """Records the calls of children and the operations between them, not what is inside of a child."""

    def __init__(self, x: Tensor) -> None:
        super().__init__()
        self.steps: list[SingleStep] = []
        self._depth = 0
        self._alive: list[Any] = [x]
        self._names: dict[int, str] = {id(x): "x"}
        self._held: dict[int, tuple[str, int]] = {}
        self._lists: dict[str, tuple[int, str]] = {}

    def watch(self, name: str, index: str, module: nn.Module) -> tuple[Any, Any]:
        """Hooks that record each call of a child."""

        def before(_: nn.Module, args: tuple[Any, ...], options: dict[str, Any]) -> None:
            self._depth += 1
            if self._depth == 1:
                self._entered = args, options

        def after(_: nn.Module, __: Any, output: Any) -> None:
            self._depth -= 1
            if self._depth == 0:
                self._returned(name, index, output)

        first = module.register_forward_pre_hook(before, with_kwargs=True)
        return first, module.register_forward_hook(after)

    def _returned(self, name: str, index: str, output: Any) -> None:
        args, options = self._entered
        if len(args) != 1:
            raise Unfollowed(f"{name} is called with {len(args)} arguments")
        x, to = self._variable(args[0]), f"v{len(self.steps)}"
        last = self.steps[-1] if self.steps else None
        if isinstance(last, Iterate) and last.child == name and last.to == x:
            self.steps.pop()
            x = last.x
        if index:
            self.steps.append(Iterate(name, x, to))
        else:
            self.steps.append(Call(name, x, to, keywords=bool(options)))
        self._named(output, to)

    def _named(self, value: Any, name: str) -> None:
        self._alive.append(value)
        if isinstance(value, Tensor):
            self._names[id(value)] = name
            return
        for place, tensor in enumerate(_tensors(value)):
            self._held[id(tensor)] = name, place

    def _variable(self, tensor: Any) -> str:
        if id(tensor) in self._names:
            return self._names[id(tensor)]
        if id(tensor) not in self._held:
            raise Unfollowed(f"a {type(tensor).__name__} comes from nowhere")
        to = f"v{len(self.steps)}"
        self.steps.append(Take(self._held[id(tensor)][0], to))
        self._names[id(tensor)] = to
        return to

    def __torch_function__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        output = function(*args, **(kwargs or {}))
        if self._depth == 0 and isinstance(output, Tensor):
            self._operated(function, args, kwargs or {}, output)
        return output

    def _operated(self, function: Any, args: Any, kwargs: Any, output: Tensor) -> None:
        name, to = function.__name__, f"v{len(self.steps)}"
        if name in ADDITIONS and not kwargs:
            in_place = ADDITIONS[name]
            one, other = self._variable(args[0]), self._variable(args[1])
            to = f"v{len(self.steps)}"
            self.steps.append(Add(one, other, to, in_place=in_place))
        elif function is torch.flatten:
            start = kwargs.get("start_dim", args[1] if len(args) > 1 else 0)
            self.steps.append(Flatten(start, self._variable(args[0]), to))
        else:
            raise Unfollowed(f"it calls {name}")
        self._named(output, to)

    def program(self, output: Any) -> Program:
        """The steps up to what was returned, with no more variables than there have to be."""
        if isinstance(output, Tensor):
            name = self._variable(output)
        else:
            *_, last = _tensors(output)
            name = self._variable(last)
            self.steps.append(Gather(name, f"v{len(self.steps)}"))
            name = f"v{len(self.steps) - 1}"
        if not self.steps or self.steps[-1].to != name:
            raise Unfollowed("it returns something else than the result of its last step")
        return _renamed(tuple(self.steps))


ADDITIONS = {"__iadd__": True, "add_": True, "__add__": False, "add": False}
"""The operations that add, and whether they modify the first in place."""


def _tensors(value: Any) -> list[Tensor]:
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | tuple | list):
        raise Unfollowed(f"a {type(value).__name__} is passed on")
    found = [one for one in inside if isinstance(one, Tensor)]
    if not found:
        raise Unfollowed("something without a tensor is passed on")
    return found


def _renamed(steps: tuple[SingleStep, ...]) -> Program:
    """Steps that read and write x wherever nothing else reads what was in it."""
    names = {"x": "x"}
    renamed: list[Any] = []
    for number, step in enumerate(steps):
        later = {name for after in steps[number + 1 :] for name in _read(after)}
        taken = {names[name] for name in later & names.keys()}
        free = "x" if "x" not in taken else step.to
        changed = {field: names[value] for field, value in _reads(step).items()}
        names[step.to] = free
        renamed.append(type(step)(**{**_fields(step), **changed, "to": free}))
    return tuple(renamed)


def _fields(step: Any) -> dict[str, Any]:
    return {name: getattr(step, name) for name in step.__struct_fields__}


def _reads(step: Any) -> dict[str, str]:
    return {name: value for name, value in _fields(step).items() if name in ("x", "other")}


def _read(step: Any) -> set[str]:
    return set(_reads(step).values())
