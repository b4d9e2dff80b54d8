"""Watch: tells several observers of each operation of a run, with the module that runs it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

import torch
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode

from fuzz.check.network.place import is_torchs
from fuzz.check.plain.tensor import tensors
from fuzz.execution.named.place import Place, running_at


class Done(NamedTuple):
    """An operation that was run: what it was given and has made; whether it has ``written`` to what it
    was given. ``owner`` is the innermost module of the user's that runs it, ``layer`` the layer of
    torch's that this has called for it, if any; ``site`` is the path of the inner one of both."""

    func: Any
    name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    made: Any
    written: bool
    owner: nn.Module | None
    layer: nn.Module | None
    site: str

    @property
    def first(self) -> Tensor | None:
        """The first of what it was given, if that is a tensor."""
        return self.args[0] if self.args and isinstance(self.args[0], Tensor) else None

    @property
    def place(self) -> Place | None:
        """The user's line that runs it."""
        return running_at()

    def option(self, name: str, position: int) -> Any:
        """An argument, by its name or else its position; None where it is not given."""
        return self.kwargs.get(name, self.args[position] if len(self.args) > position else None)

    def moved(self, dims: int) -> tuple[int, ...] | None:
        """Which dimension of the first tensor each of what is made was; None where it moves none."""
        sizes = tuple(range(2, 2 + dims))
        try:
            made = self.func(torch.empty(sizes, device="meta"), *self.args[1:], **self.kwargs)
        except (RuntimeError, IndexError, TypeError):
            return None
        if not isinstance(made, Tensor) or sorted(made.shape) != list(sizes):
            return None
        return tuple(size - 2 for size in made.shape)


class Observer(Protocol):
    """What is told of each operation."""

    def after(self, done: Done) -> None:
        """An operation was run."""

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """A module has returned."""


class Watch(TorchFunctionMode):
    """Watches the run of a network."""

    def __init__(self, network: nn.Module, observers: Sequence[Observer]) -> None:
        super().__init__()
        self.names = {id(module): name for name, module in network.named_modules()}
        self.observers = observers
        self._running: list[nn.Module] = []

    @contextmanager
    def following(self) -> Iterator[None]:
        """Watch what is run inside."""
        hooks = (
            register_module_forward_pre_hook(lambda module, _: self._running.append(module)),
            register_module_forward_hook(self._leave),
        )
        try:
            with self:
                yield
        finally:
            for hook in hooks:
                hook.remove()

    def _leave(self, module: nn.Module, _: Any, output: Any) -> None:
        while self._running and self._running.pop() is not module:
            pass
        for one in self.observers:
            one.left(module, self.names.get(id(module), ""), output)

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = [*tensors(args).values(), *tensors(kwargs or {}).values()]
        before = [one._version for one in given]
        made = func(*args, **(kwargs or {}))
        written = any(one._version != old for one, old in zip(given, before, strict=True))
        owner, layer = self._at_work()
        site = self.names.get(id(layer if layer is not None else owner), "")
        name = getattr(func, "__name__", str(func))
        done = Done(func, name, tuple(args), kwargs or {}, made, written, owner, layer, site)
        for one in self.observers:
            one.after(done)
        return made

    def _at_work(self) -> tuple[nn.Module | None, nn.Module | None]:
        layer = None
        for module in reversed(self._running):
            if not is_torchs(module):
                return module, layer
            if layer is None or not isinstance(module, nn.Sequential):
                layer = module
        return None, layer
