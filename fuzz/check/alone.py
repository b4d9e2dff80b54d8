"""alone(): whether what comes out for a sample depends on the others, and where that begins."""

import itertools
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.overrides import TorchFunctionMode

from fuzz.check.change import after
from fuzz.check.close import is_close
from fuzz.check.folded import Folded
from fuzz.check.leading import leading
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import mapped, tensors
from fuzz.check.running.run import filled
from fuzz.execution.named.place import Place, running_at

PAIRING = ("matmul", "__matmul__", "__rmatmul__", "mm", "cdist", "cosine_similarity")
"""Operations that compare all samples with each other."""

REDUCING = ("mean", "std", "var", "std_mean", "var_mean")

WHOLE = (*REDUCING, "max", "min", "amax", "amin", "sum", "norm", "logsumexp", "median", "prod")
"""Operations that make one number of a whole tensor where no dimension is named."""

ALONG = ("softmax", "log_softmax", "softmin", "normalize", "cumsum")
"""Operations along a dimension."""

Make = Callable[[], nn.Module]


def alone(seen: Returned, output: Any, fresh: Make, template: Template, probe: Probe) -> Returned:
    """What was seen, and in ``differs`` where the output of a batch is not that of its samples.

    Each has the first of them beside it, in a batch of the same size: a sample alone would be another
    case. ``from_site`` is the module that mixes them, ``from_place`` the line that does.
    """
    count = probe.inputs[0].shape[0]

    def prepared() -> nn.Module:
        return after(fresh(), probe.changes)

    def ran(network: nn.Module, *, among_others: bool) -> tuple[Any, Follower]:
        given = filled(template, probe)  # anew, as a network may change it
        if among_others:
            given = _among_others(given, count, probe.changed)
        return followed(network, given, count, grad=probe.grad)

    again, before = ran(prepared(), among_others=False)
    for at, one in tensors(output).items():
        other = tensors(again).get(at)
        if other is None or one.shape[:1] != (count,) or other.shape != one.shape:
            continue
        changed, now = ran(prepared(), among_others=True)
        if not _differ(at, output, changed):
            continue

        def mixes(network: nn.Module, at: str = at) -> bool:
            outputs = (ran(network, among_others=those)[0] for those in (False, True))
            return _differ(at, *outputs)

        pairs = zip(before.steps, now.steps, strict=False)
        begins = next((new for old, new in pairs if unlike(old, new)), None)
        return replace(
            seen,
            differs=at or "the output",
            from_site=begins.site if begins is not None else "",
            from_place=begins.place if begins is not None else None,
            from_meant=_meant(begins, before),
            from_fix=(begins.fix or leading(prepared, begins.site, mixes)) if begins is not None else "",
        )
    return seen


def _among_others(given: tuple[Any, Any], count: int, number: int | None) -> tuple[Any, Any]:
    """Inputs in which each sample but the first is that as well; of one alone, where it has a number."""
    numbers = itertools.count()

    def taken(tensor: Tensor) -> Tensor:
        kept = next(numbers) != number if number is not None else False
        return tensor if kept or tensor.shape[:1] != (count,) else tensor[[0] * count]

    return mapped(given[0], taken), mapped(given[1], taken)


def _differ(at: str, one: Any, other: Any) -> bool:
    """Whether what comes out for the first sample differs."""
    first = tensors(one)[at]
    return not is_close(first[:1], tensors(other).get(at, first)[:1])


def _meant(begins: "Step | None", follower: "Follower") -> str:
    """Why samples may be mixed on purpose where that begins, "" where nothing speaks for it."""
    if begins is None:
        return ""
    module = follower.modules.get(begins.site)
    if isinstance(module, nn.modules.batchnorm._NormBase) and not module.track_running_stats:
        return "batch norm there has track_running_stats=False"
    if begins.name in PAIRING and begins.first.shape == (follower.count,):
        return "each sample is compared with each other there"
    if begins.site in follower.reducing:
        return f"it takes {follower.reducing[begins.site]}() over the batch"
    return ""


class Step(NamedTuple):
    """What an operation has made of a sample, and where."""

    name: str
    site: str
    place: Place | None
    first: Tensor
    """What came out for the sample."""
    fix: str = ""
    """What to do where samples are mixed there, if that is known."""


def unlike(old: Step, new: Step) -> bool:
    """Whether two steps are the same operation, with other values."""
    same = old.name == new.name and old.first.shape == new.first.shape
    return same and not is_close(old.first, new.first)


class Follower(TorchFunctionMode):
    """Notes what each operation makes of one sample, the first unless told otherwise."""

    def __init__(self, network: nn.Module, count: int, index: int = 0) -> None:
        super().__init__()
        self.count, self.index = count, index
        self.names = _owners(network)
        self.modules = dict(network.named_modules())
        self.reducing: dict[str, str] = {}
        """The operations that reduce the whole batch, by the paths of the modules that do so."""
        self.ready_made = {id(one) for one in network.modules() if is_torchs(one)}
        self.running: list[int] = []
        self.steps: list[Step] = []
        self._folded = Folded(count)
        self._whole: dict[int, tuple[Tensor, str]] = {}
        """Numbers that were made of the whole batch, and what is to be done about each."""

    def enter(self, module: nn.Module, _: Any) -> None:
        """Note that a module begins."""
        self.running.append(id(module))

    def leave(self, module: nn.Module, _: Any, __: Any) -> None:
        """Note that it has ended."""
        while self.running and self.running.pop() != id(module):
            pass

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = func(*args, **(kwargs or {}))
        self._reduced(getattr(func, "__name__", ""), args, kwargs or {})
        fix = self._mixing(getattr(func, "__name__", ""), args, kwargs or {}, made)
        for one in tensors(made).values():
            axes = [axis for axis, size in enumerate(one.shape) if size == self.count]
            if axes and (axes[0] == 0 or len(axes) == 1):  # else it can't be told which is the batch
                name = getattr(func, "__name__", str(func))
                inside = self.running and self.running[-1] in self.ready_made
                place = None if inside else running_at()
                self.steps.append(
                    Step(name, self._site, place, one.select(axes[0], self.index).detach().clone(), fix)
                )
        return made

    def _mixing(self, name: str, args: Any, kwargs: dict[str, Any], made: Any) -> str:
        """What to do where an operation mixes samples, "" where it hardly does or nothing is known."""
        x = args[0] if args and isinstance(args[0], Tensor) else None
        if folded := self._folded.after(name, x, made):
            return folded
        batched = x is not None and x.dim() > 1 and x.shape[0] == self.count
        if x is not None and batched and name in ALONG:
            dim = kwargs.get("dim", args[1] if len(args) > 1 and name != "normalize" else None)
            if dim is None and name != "normalize" and x.dim() in (0, 1, 3):
                return (
                    f"say the dimension of the {name}: without one, the first of {x.dim()} is taken;"
                    " dim=-1, for instance"
                )
            if dim in (0, -x.dim()):
                return f"its {name} is along dim=0, the batch: dim=1 or dim=-1, for instance"
        whole = next(
            (self._whole[id(one)][1] for one in tensors(args).values() if id(one) in self._whole), ""
        )
        if x is not None and batched and name in WHOLE and isinstance(made, Tensor) and not made.dim():
            axes = tuple(range(1, x.dim()))
            whole = f"take the {name}() of each sample alone: dim={axes}, keepdim=True"
        if isinstance(made, Tensor) and not made.dim() and whole:
            self._whole[id(made)] = (made, whole)
        return whole

    @property
    def _site(self) -> str:
        return self.names.get(self.running[-1], "") if self.running else ""

    def _reduced(self, name: str, args: Any, kwargs: dict[str, Any]) -> None:
        """Note a mean or the like over the first dimension alone, where that is the batch."""
        dim = kwargs.get("dim", args[1] if len(args) > 1 else None)
        x = args[0] if args else None
        if name not in REDUCING or not isinstance(x, Tensor) or x.shape[:1] != (self.count,):
            return
        if dim in (0, (0,), [0]) or (dim is None and x.dim() == 1):
            self.reducing.setdefault(self._site, name)


def followed(
    network: nn.Module, given: tuple[Any, Any], count: int, *, grad: bool, index: int = 0
) -> tuple[Any, Follower]:
    """What a network returns in eval mode, and what was noted of a sample on the way."""
    network.eval()
    follower = Follower(network, count, index)
    hooks = (
        register_module_forward_pre_hook(follower.enter),
        register_module_forward_hook(follower.leave),
    )
    torch.manual_seed(0)
    try:
        with torch.set_grad_enabled(grad), follower, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the run before has told of them
            return network(*given[0], **given[1]), follower
    finally:
        for hook in hooks:
            hook.remove()


def _owners(network: nn.Module) -> dict[int, str]:
    """The path of each module; of what torch has built inside a layer of its own, that of the layer."""
    names: dict[int, str] = {}
    layers: list[str] = []
    for name, module in network.named_modules():
        layer = next((one for one in layers if name.startswith(f"{one}.")), "")
        names[id(module)] = layer or name
        is_container = isinstance(module, nn.Sequential | nn.ModuleList | nn.ModuleDict)
        if is_torchs(module) and not is_container and name:
            layers.append(name)
    return names
