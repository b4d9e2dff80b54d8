"""Following: what the forward of a module with children does, as a program, seen by running it once."""

from collections.abc import Iterable
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.execution.library.functional import layers_of_call
from fuzz.execution.library.reshape import reshaping, unsqueezings
from fuzz.execution.library.sizes import Size, Sizes
from fuzz.execution.library.variables import renamed
from fuzz.execution.named.place import Place, raised_at
from strategies.network.program import (
    SEQUENTIAL,
    Add,
    Apply,
    Call,
    Concat,
    Expand,
    Gather,
    Iterate,
    Multiply,
    Program,
    SingleStep,
    Take,
    Unpack,
)

LISTS = (nn.Sequential, nn.ModuleList)

SIZES = (torch.Size, int)


READS = ("size", "dim", "ndimension", "numel", "nelement", "__len__", "is_floating_point", "__get__")
"""What returns no tensor, and looks at no values."""


class Unfollowed(Exception):
    """What a module does can't be said in steps; the message says why, and ``place`` where."""

    def __init__(self, why: str, place: Place | None = None) -> None:
        super().__init__(why)
        self.place = place


def follow(module: nn.Module, args: tuple[Any, ...], options: dict[str, Any]) -> Program:
    """The program of a module, from one call of its forward. Raises `Unfollowed`."""
    if calls_each(module):
        return SEQUENTIAL
    if len(args) != 1 or not isinstance(args[0], Tensor):
        raise Unfollowed("it is called with something else than one tensor")
    recorder = _Recorder(args[0], module)
    handles = [handle for hooked in _called(module) for handle in recorder.watch(*hooked)]
    try:
        with recorder:
            output = type(module).forward(module, *args, **options)
    except Unfollowed as error:
        raise Unfollowed(str(error), raised_at(error.__traceback__)) from None
    finally:
        for handle in handles:
            handle.remove()
    return recorder.program(output)


def calls_each(module: nn.Module) -> bool:
    """Whether a module is a list, or only calls its children in turn."""
    own = type(module).forward
    return isinstance(module, LISTS) and own in (nn.Sequential.forward, nn.ModuleList.forward)


def _called(module: nn.Module) -> Iterable[tuple[str, str, nn.Module]]:
    """The modules that a forward may call: its children, and those of its lists."""
    for name, child in module.named_children():
        if calls_each(child):
            yield from ((name, index, one) for index, one in child.named_children())
        yield name, "", child


class _Recorder(TorchFunctionMode):
    """Records the calls of children and the operations between them, not what is inside of a child."""

    def __init__(self, x: Tensor, module: nn.Module) -> None:
        super().__init__()
        self._module = module
        self.steps: list[SingleStep] = []
        self._depth = 0
        self._alive: list[Any] = [x]
        self._names: dict[int, str] = {id(x): "x"}
        self._held: dict[int, tuple[str, int]] = {}
        self._iterated: dict[str, tuple[str, ...]] = {}

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
        before: tuple[str, ...] = ()
        if isinstance(last, Iterate) and last.child == name and last.to == x:
            self.steps.pop()
            x, before = last.x, self._iterated[last.to]
        if index:
            self._iterated[to] = (*before, index)
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
        elif self._depth == 0 and isinstance(output, SIZES) and self._is_size(function, *args):
            return self._sized(args[0], output, *args[1:], **(kwargs or {}))
        elif self._depth == 0 and function.__name__ not in READS:
            raise Unfollowed(f"it calls {function.__name__}")
        return output

    def _is_size(self, function: Any, tensor: Any = None, *_: Any) -> bool:
        return _called_as(function) in ("size", "shape") and id(tensor) in self._names

    def _sized(self, tensor: Tensor, found: Any, dim: int = 0) -> Any:
        """The size of a tensor, or all of them, that remember whose they are."""
        name = self._names[id(tensor)]
        if not isinstance(found, torch.Size):
            return Size.of(name, dim, found)

        def unpacked() -> None:
            self.steps.append(Unpack(len(found), self._variable(tensor), self._next()))
            self._names[id(tensor)] = self.steps[-1].to

        return Sizes.of(name, found, unpacked)

    def _operated(self, function: Any, args: Any, kwargs: Any, output: Tensor) -> None:
        name = function.__name__
        step = self._step(name, tuple(args), kwargs)
        if step is None:
            raise Unfollowed(f"it calls {_called_as(function)}")
        self.steps.append(step)
        self._named(output, step.to)

    def _step(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> SingleStep | None:
        """The step that an operation is; None where there is none."""
        if name in JOINING and set(kwargs) <= {"dim"}:
            xs = tuple(self._variable(one) for one in args[0])
            dim = kwargs.get("dim", args[1] if len(args) > 1 else 0)
            return Concat(xs, dim, self._next())
        if name in ADDITIONS and not kwargs:
            return Add(*self._two(args), self._next(), in_place=ADDITIONS[name])
        if name in PRODUCTS and not kwargs:
            return Multiply(*self._two(args), self._next())
        if not args or not isinstance(args[0], Tensor):
            return None
        if name == "expand_as" and not kwargs:
            return Expand(*self._two(args), self._next())
        reshaped = reshaping(name, args, kwargs, self._names)
        if reshaped is not None:
            return replace(reshaped, x=self._variable(args[0]), to=self._next())
        layers = unsqueezings(name, args) or layers_of_call(name, args, kwargs, self._module.training)
        if not layers:
            return None
        *before, last = layers
        x = self._variable(args[0])
        for layer in before:
            self.steps.append(Apply(layer, x, self._next()))
            x = self.steps[-1].to
        return Apply(last, x, self._next())

    def _two(self, args: tuple[Any, ...]) -> tuple[str, str]:
        one, other = args
        return self._variable(one), self._variable(other)

    def _next(self) -> str:
        return f"v{len(self.steps)}"

    def program(self, output: Any) -> Program:
        """The steps up to what was returned, with no more variables than there have to be."""
        if isinstance(output, Tensor):
            name = self._variable(output)
        else:
            *_, last = _tensors(output)
            name = self._variable(last)
            self.steps.append(Gather(name, f"v{len(self.steps)}"))
            name = f"v{len(self.steps) - 1}"
        for step in self.steps:
            if isinstance(step, Iterate):
                self._require_whole(step)
        if not self.steps or self.steps[-1].to != name:
            raise Unfollowed("it returns something else than the result of its last step")
        return renamed(tuple(self.steps))

    def _require_whole(self, step: Iterate) -> None:
        """Raise `Unfollowed` where only some of a list are called, or in another order."""
        every = tuple(name for name, _ in self._module.get_submodule(step.child).named_children())
        if self._iterated[step.to] != every:
            raise Unfollowed(f"it calls only some of what is in {step.child}")


def _called_as(function: Any) -> str:
    """The name of a function, or of the attribute that it gets."""
    name: str = function.__name__
    return name if name != "__get__" else getattr(function.__self__, "__name__", name)


PRODUCTS = ("mul", "__mul__", "__rmul__", "multiply")
JOINING = ("cat", "concat", "concatenate")


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
