"""shares(): modules of the user's that drop a part of their input, and enlarge the rest wrongly."""

import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.change import after
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.observed import Share
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.running.run import filled
from fuzz.execution.named.place import Place, running_at

DRAWS = 64
"""How often a module is run."""

SAMPLES = 32
"""How many samples it is given each time: masks are often drawn for each."""

LARGEST = 2**16
"""How many values a sample has at most."""

SURE = 6
"""How many standard errors what is left, on average, has to be away from what comes in."""

LEAST = 0.02

CLOSE = 1e-4


def shares(seen: Returned, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Returned:
    """What was seen, with the ``shares`` of what modules keep in training, where the mean of what they
    return is not what eval mode returns.

    They are those without parameters, buffers and children that return in eval mode what they are given,
    and in training each value either as zero or times one factor.
    """
    network = after(fresh(), probe.changes).train()
    given = _given(network, template, probe)
    told = (_share(module, site, x) for site, module, x in given)
    return replace(seen, shares=tuple(one for one in told if one is not None))


def _given(network: nn.Module, template: Template, probe: Probe) -> list[tuple[str, nn.Module, Tensor]]:
    """The modules that may be such, one of each class and setting, with what they are given in a run."""
    found: dict[str, tuple[str, nn.Module, Tensor]] = {}

    def note(site: str) -> Any:
        def hook(module: nn.Module, args: Any, made: Any) -> None:
            x = args[0] if len(args) == 1 else None
            if not isinstance(x, Tensor) or not isinstance(made, Tensor) or made.shape != x.shape:
                return
            if x.is_floating_point() and x.dim() > 1:
                found.setdefault(_setting(module), (site, module, x.detach()[:1].clone()))

        return hook

    those = [(site, one) for site, one in network.named_modules() if _is_plain(one)]
    if not those:
        return []
    for site, one in those:
        one.register_forward_hook(note(site))
    args, kwargs = filled(template, probe)
    torch.manual_seed(0)
    with warnings.catch_warnings(), torch.set_grad_enabled(probe.grad):
        warnings.simplefilter("ignore")  # another run has told of them
        try:
            network(*args, **kwargs)
        except (RuntimeError, ValueError):
            return []
    return list(found.values())


def _is_plain(module: nn.Module) -> bool:
    state = (*module.parameters(), *module.buffers(), *module.children())
    return not is_torchs(module) and not state


def _setting(module: nn.Module) -> str:
    own = {name: one for name, one in vars(module).items() if isinstance(one, int | float | str)}
    return f"{type(module).__qualname__} {own}"


def _share(module: nn.Module, site: str, x: Tensor) -> Share | None:
    """What is told of a module; None where it is right, or another thing."""
    if x.numel() > LARGEST:
        return None
    module = deepcopy(module)
    module._forward_hooks.clear()
    x = torch.where(x == 0, torch.ones_like(x), x).expand(SAMPLES, *x.shape[1:]).clone()
    torch.manual_seed(0)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if not torch.equal(module.eval()(x.clone()), x):
            return None
        module.train()
        kept = list(_kept(module, x))
        factors = {factor for _, factor in kept if factor}
        share = torch.tensor([part for part, _ in kept], dtype=torch.float64)
        if len(kept) < DRAWS or not factors or max(factors) - min(factors) > CLOSE * max(factors):
            return None
        factor, mean = max(factors), float(share.mean())
        error = SURE * float(share.std()) / DRAWS**0.5
        if not 0 < mean < 1 or abs(factor * mean - 1) <= max(LEAST, factor * error):
            return None
        return Share(site, type(module).__name__, mean, factor, _scaling(module, x))


def _kept(module: nn.Module, x: Tensor) -> Iterator[tuple[float, float]]:
    """For each draw the share of what is left, and the factor by which it is enlarged, 0 where nothing
    is left; it ends at the first that is no multiple."""
    for _ in range(DRAWS):
        ratio = module(x.clone()) / x
        left = ratio[ratio != 0]
        factor = float(left.mean()) if left.numel() else 0.0
        if left.numel() and float((left - factor).abs().max()) > CLOSE * abs(factor):
            return
        yield left.numel() / ratio.numel(), factor


class _Step(NamedTuple):
    place: Place | None
    factor: float


class _Factors(TorchFunctionMode):
    """The factor of what is left behind each operation that makes a tensor of the shape of another."""

    def __init__(self, x: Tensor) -> None:
        super().__init__()
        self.x, self.steps = x.clone(), list[_Step]()

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = func(*args, **(kwargs or {}))
        if isinstance(made, Tensor) and made.shape == self.x.shape and made.is_floating_point():
            with torch._C.DisableTorchFunction():
                left = (made / self.x)[made != 0]
                if left.numel() and float(left.std()) <= CLOSE * abs(float(left.mean())):
                    self.steps.append(_Step(running_at(), float(left.mean())))
        return made


def _scaling(module: nn.Module, x: Tensor) -> Place | None:
    """The line that enlarges what is left, or else the last that makes something of it."""
    for _ in range(DRAWS):
        factors = _Factors(x)
        with factors:
            module(x.clone())
        steps = [one for one in factors.steps if one.place is not None]
        if steps:
            last = steps[-1].factor
            return next(one for one in steps if abs(one.factor - last) < CLOSE * abs(last)).place
    return None
