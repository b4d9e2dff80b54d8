"""Recorder: what a network does while it runs, seen from outside: nothing of the network is changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from traceback import walk_tb
from types import TracebackType
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import ReferenceType, ref

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn.modules.module import (
    register_module_forward_hook,
    register_module_forward_pre_hook,
)
from torch.overrides import TorchFunctionMode

from fuzz.check.code.written import taken_apart
from fuzz.check.network.layer import layer_of, layers_below
from fuzz.check.network.place import is_torchs, line_of
from fuzz.check.plain.at import At, Beside, Kept, Unpacked
from fuzz.check.plain.observed import Sum
from fuzz.check.plain.tensor import is_finite, memory_of, spec_of, tensors
from fuzz.check.running.joining import JOINING, channels_of, joined_beside
from fuzz.check.running.spoiling import Spoiling
from fuzz.check.running.widening import Widening
from fuzz.check.signs import Signs
from fuzz.execution.named.place import Place, calls_at, raised_at, running_at, span_at
from strategies.layer import Layer
from strategies.rule import TensorSpec

SUMS = ("add", "add_", "__add__", "__iadd__", "__radd__", "sub", "__sub__")


class Refused(NamedTuple):
    """The operation that raised, its tensors, the modules that have made them, "" for none, and the
    lines."""

    op: str = ""
    operands: tuple[TensorSpec, ...] = ()
    makers: tuple[str, ...] = ()
    lines: tuple[Place | None, ...] = ()


T = TypeVar("T")


def asleep(network: nn.Module) -> list[nn.Module]:
    """The modules of a network in training that are in eval mode, as it was built."""
    return [one for one in network.modules() if not one.training] if network.training else []


class Origins(Generic[T]):
    """Where tensors come from: the module that has made one, or the line."""

    def __init__(self) -> None:
        self._there: dict[int, tuple[ReferenceType[Tensor], T]] = {}

    def note(self, tensor: Tensor, origin: T) -> None:
        """Note where a tensor comes from."""
        self._there[id(tensor)] = (ref(tensor), origin)

    def of(self, tensor: Tensor) -> T | None:
        """Where a tensor comes from; None where that is not known."""
        held, origin = self._there.get(id(tensor), (None, None))
        return origin if held is not None and held() is tensor else None


class Recorder(TorchFunctionMode):
    """The calls of modules and operations in one run of a network."""

    def __init__(self, network: nn.Module, batch: int) -> None:
        super().__init__()
        self.names = {id(module): name for name, module in network.named_modules()}
        self.signs = Signs(network, batch)
        self.registered = {id(parameter) for parameter in network.parameters()}
        self.called: list[str] = []
        self.graphed: set[str] = set()
        """The modules whose outputs had a graph."""
        self.ran: set[int] = set()
        self.reached: set[int] = set()
        """The parameters that got a gradient in any step, by their ids."""
        self.unchained = ""
        self.asleep = asleep(network)
        """The modules that were put into eval mode when they were made."""
        self.nonfinite: str | None = None
        self.nothing: Kept | None = None
        self.left: Kept | None = None
        self.keys: tuple[str, ...] = ()
        self.unpacked: Unpacked | None = None
        self.sums: list[Sum] = []
        self.strangers: dict[int, tuple[Tensor, Place | None]] = {}
        self.refused: Refused | None = None
        self.origins = Origins[str]()
        self.lines = Origins[Place | None]()
        self.joined = Origins[tuple[int, ...]]()
        """The channels of each tensor that was joined along them, of what was made of these."""
        self.beside = Origins[Beside]()
        """How each tensor was joined that was joined along others, as long as it is the same tensor."""
        self.images = Origins[int]()
        """Which of what was joined is an input of the network, as it is."""
        self.spoiling = Spoiling()
        self.widening = Widening(network, self.lines.of)
        self.changed: tuple[str, Place | None] | None = None
        self._watched: list[tuple[Tensor, int]] = []
        self._network = network
        self._inputs: dict[int, tuple[TensorSpec, ...]] = {}
        self._pieces: dict[int, tuple[int, ...]] = {}
        self._image: dict[int, int | None] = {}
        self._beside: dict[int, Beside | None] = {}
        self._running: list[int] = []

    @contextmanager
    def following(self) -> Iterator[None]:
        """Record what is run inside."""
        hooks = (
            register_module_forward_pre_hook(self._enter),
            register_module_forward_hook(self._leave),
        )
        try:
            with self:
                yield
        finally:
            for hook in hooks:
                hook.remove()

    def watch(self, given: Any) -> None:
        """Begin a step with inputs, which nothing should modify."""
        there = tensors(given).values()
        self._watched = [(one, one._version) for one in there]
        self.widening.inputs(iter(there))

    def _enter(self, module: nn.Module, args: Any) -> None:
        self._running.append(id(module))
        self.ran.add(id(module))
        there = list(tensors(args).values())
        self._inputs[id(module)] = tuple(map(spec_of, there))
        self._pieces[id(module)] = (self.joined.of(there[0]) if there else None) or ()
        self._beside[id(module)] = self.beside.of(there[0]) if there else None
        self._image[id(module)] = self.images.of(there[0]) if there else None

    def _leave(self, module: nn.Module, _: Any, output: Any) -> None:
        while self._running and self._running.pop() != id(module):
            pass
        site = self.names.get(id(module))
        if site is None:
            return
        self.called.append(site)
        self.left = Kept(type(module).__name__, site)
        self.keys = tuple(map(str, output)) if isinstance(output, dict) else ()
        if output is None and not is_torchs(module):
            self.nothing = Kept(type(module).__name__, site, line_of(type(module).forward))
        for tensor in tensors(output).values():
            self.origins.note(tensor, site)
            if tensor.requires_grad:
                self.graphed.add(site)
        if self.nonfinite is None:
            with torch._C.DisableTorchFunction():  # what is looked at here is not the network's
                finite = all(is_finite(one) for one in tensors(output).values())
            self.nonfinite = None if finite else site

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        name = getattr(func, "__name__", str(func))
        given = (*tensors(args).values(), *tensors(kwargs).values())
        self._look(name, args, given)
        if name == "unbind" and self.unpacked is None:
            self.unpacked = self._unpacked(args[0])
        running = self._running[-1] if self._running else None
        self.signs.before(name, args, kwargs or {}, running)
        try:
            made = func(*args, **(kwargs or {}))
        except Exception:
            if self.refused is None:
                makers = tuple(self._end_of(self.origins.of(one) or "") for one in given)
                lines = tuple(map(self.lines.of, given))
                self.widening.refused(given, running_at)
                self.refused = Refused(name, tuple(map(spec_of, given)), makers, lines)
            raise
        origin = next((found for one in given if (found := self.origins.of(one))), "")
        self.spoiling.after(name, given, made)
        self.signs.after(name, given, made, running, self._site, origin)
        if isinstance(made, Tensor):
            if origin:
                self.origins.note(made, origin)
            self.lines.note(made, running_at())
            if name in JOINING and (beside := joined_beside(given, made, running_at())):
                self.beside.note(made, beside)
            if name in JOINING and sum(sizes := channels_of(given)) == made.shape[1:2].numel():
                self.joined.note(made, sizes)
                inputs = {memory_of(one) for one, _ in self._watched}
                for number in (at for at, one in enumerate(given) if memory_of(one) in inputs):
                    self.images.note(made, number)
            self.widening.after(given, made, running_at)
        if self.changed is None and any(one._version != old for one, old in self._watched):
            self.changed = (self._site, running_at())
        return made

    @property
    def _site(self) -> str:
        """The innermost of the network's modules that runs now."""
        return self.names.get(self._running[-1], "") if self._running else ""

    def _look(self, name: str, args: Any, given: tuple[Tensor, ...]) -> None:
        inside = self._running[:1] == [id(self._network)]  # a loss may have parameters of its own
        for one in given if inside else ():
            learned = one.is_leaf and one.requires_grad and torch.is_grad_enabled()
            if learned and id(one) not in self.registered and id(one) not in self.strangers:
                self.strangers[id(one)] = (one, running_at())
        if name in SUMS and len(args) == 2 and all(isinstance(one, Tensor) for one in args):
            self._sum(*args)

    def _unpacked(self, tensor: Tensor) -> Unpacked | None:
        """What a line takes apart that it calls a module for, as if that returned several things."""
        site, place = self.origins.of(tensor), running_at()
        taken = taken_apart(place) if site else None
        if not site or taken is None or taken[0] != f"self.{site.rpartition('.')[2]}":
            return None
        module = self._network.get_submodule(site)
        return Unpacked(site, type(module).__name__, *taken, layer_of(module), place)

    def _sum(self, one: Tensor, other: Tensor) -> None:
        made = (one, other)
        if one.shape == other.shape or any(isinstance(each, nn.Parameter) for each in made):
            return
        if one.dim() == other.dim() > 1:
            self.sums.append(Sum(self._site, tuple(one.shape), tuple(other.shape), running_at()))

    def at(self, traceback: TracebackType | None) -> At:
        """What was running where an exception was raised."""
        module = _innermost(traceback, self.names)
        there = At(
            place=raised_at(traceback),
            span=span_at(traceback),
            calls=calls_at(traceback),
            flattened=self.signs.flattened,
            reshaped=self.signs.reshaped,
            lost=self.signs.lost,
            divided=self.signs.divided,
        )
        there = replace(there, nothing=self.nothing, left=self.left, keys=self.keys)
        there = replace(there, unpacked=self.unpacked)
        there = replace(there, widened=self.widening.first, **(self.refused or Refused())._asdict())
        if module is None:
            return there
        everything = self._network.named_modules(remove_duplicate=False)
        there = replace(there, returned=tuple(dict.fromkeys(self.called)))
        return replace(
            there,
            site=self.names[id(module)],
            names=tuple(name for name, one in everything if one is module),
            maker=self._layer_at(there.makers[0] if there.makers else ""),
            made_by=tuple(map(self._layer_at, there.makers)),
            kind=type(module).__name__,
            layer=layer_of(module),
            inputs=self._inputs.get(id(module), ()),
            pieces=self._pieces.get(id(module), ()),
            image=self._image.get(id(module)),
            beside=self._beside.get(id(module)),
            whole=self._around(self.names[id(module)]),
            below=layers_below(module, self.names),
        )

    def _around(self, site: str) -> TensorSpec | None:
        """The first input of the nearest module of the user's around another one."""
        while site:
            site = site.rpartition(".")[0]
            module = self._network.get_submodule(site)
            if not is_torchs(module):
                return next(iter(self._inputs.get(id(module), ())), None)
        return None

    def _end_of(self, site: str) -> str:
        """The layer that a sequence of them ends in, which has made what that returns."""
        module = self._network.get_submodule(site)
        while isinstance(module, nn.Sequential) and len(module):
            site = ".".join(filter(None, (site, next(reversed(module._modules)))))
            module = module[-1]
        return site

    def _layer_at(self, site: str) -> Layer | None:
        return layer_of(self._network.get_submodule(site)) if site else None


def _innermost(traceback: TracebackType | None, names: dict[int, str]) -> nn.Module | None:
    """The innermost of the network's modules whose methods are on a traceback."""
    owners = (frame.f_locals.get("self") for frame, _ in walk_tb(traceback))
    found = [one for one in owners if isinstance(one, nn.Module) and id(one) in names]
    return found[-1] if found else None
