"""run(): one probe of a network, in this process."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.change import after
from fuzz.check.probe import Probe, Raised, Returned, Seen, Slot, Stage, Template
from fuzz.check.recorder import Recorder
from fuzz.check.tensor import spec_of, tensors
from strategies.rule import Domain

Criterion = Callable[[Any], Tensor]
"""What a loss makes of the output of a network."""

LEAST = 4
"""The values that an output has at least whose domain is told by them."""

CLOSE = 1e-3


@dataclass
class Ran:
    """What was seen of a run, with the network and what it returned, None where it didn't."""

    seen: Seen
    network: nn.Module
    output: Any = None


class _StageRaised(Exception):
    """A stage of a run raised; ``raised`` is what is seen of that."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.message)
        self.raised = raised


def run(
    network: nn.Module,
    template: Template,
    probe: Probe,
    criterion: Criterion | None = None,
    *,
    seed: int = 0,
) -> Ran:
    """Run a new network, which may be changed by it, as a probe says; ``seed`` is that of dropout."""
    network = after(network, probe.changes)
    torch.manual_seed(seed)
    recorder = Recorder(network, next((one.shape[0] for one in probe.inputs if one.shape), 0))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            output = _run(network, template, probe, criterion or whole, recorder)
        except _StageRaised as stage:
            return Ran(stage.raised, network)
    told = dict.fromkeys(str(one.message) for one in caught if one.category is UserWarning)
    seen = replace(_seen(network, probe, recorder, output), warnings=tuple(told))
    return Ran(seen, network, output)


def _run(
    network: nn.Module, template: Template, probe: Probe, criterion: Criterion, recorder: Recorder
) -> Any:
    """The output of the last step."""
    output: Any = None
    with _stage("convert", recorder):
        network.train(probe.mode == "train")
        if probe.only:
            network.requires_grad_(False).get_submodule(probe.only).requires_grad_(True)
        if probe.dtype:
            network.to(getattr(torch, probe.dtype))
        if probe.device != "cpu":
            network.to(probe.device)
    for step in range(probe.steps):
        args, kwargs = filled(template, probe, seed=step)
        with _stage("forward", recorder), _setting(probe), recorder.following():
            output = network(*args, **kwargs)
        if not probe.backward:
            continue
        network.zero_grad()
        with _stage("loss", recorder), recorder.following():
            loss = criterion(output)
        with _stage("backward", recorder):
            loss.backward()  # type: ignore[no-untyped-call]
    return output


def _seen(network: nn.Module, probe: Probe, recorder: Recorder, output: Any) -> Returned:
    called, signs = set(recorder.called), recorder.signs
    trainable = {name: one for name, one in network.named_parameters() if one.requires_grad}
    untrained = (name for name, one in trainable.items() if one.grad is None)
    owners = {
        name for name, one in network.named_modules() if next(one.parameters(False), None) is not None
    }
    return Returned(
        outputs={at: spec_of(one) for at, one in tensors(output).items()},
        untrained=tuple(untrained) if probe.backward else (),
        unregistered=tuple(recorder.strangers.values()),
        uncalled=tuple(sorted(owners - called)),
        kept=tuple(_kept(network)),
        last=next((name for name in reversed(recorder.called) if name in owners), ""),
        detached=signs.detached,
        reshaped=signs.reshaped,
        lost=signs.lost,
        dropped=signs.dropped,
        meant=signs.meant,
        drawn=signs.drawn,
        ended=signs.ended,
        nonfinite=recorder.nonfinite,
        sums=tuple(dict.fromkeys(recorder.sums)),
        trainable=bool(trainable),
        domain=domain_of(next(iter(tensors(output).values()), None)),
    )


def _kept(network: nn.Module) -> Iterator[str]:
    """The attributes of modules that hold a tensor with its graph."""
    for name, module in network.named_modules():
        for attribute, value in vars(module).items():
            held = {} if attribute.startswith("_") else tensors(value)
            if any(one.grad_fn is not None for one in held.values()):
                yield f"{name}.{attribute}" if name else attribute


def domain_of(output: Tensor | None) -> Domain:
    """What the values of an output are, as they show it."""
    if output is None or output.is_meta or not output.is_floating_point() or output.numel() < LEAST:
        return "numbers"
    values = output.detach().double()
    if bool(((values > 0) & (values < 1)).all()):
        return "probabilities"
    sums = (values.exp().sum(dim) for dim in range(1, values.dim()))
    if bool((values <= 0).all()) and any(bool(((one - 1).abs() < CLOSE).all()) for one in sums):
        return "log-probabilities"
    return "numbers"


def whole(output: Any) -> Tensor:
    """The sum of all that a network returns, where no loss is named."""
    parts = [one.sum() for one in tensors(output).values() if one.requires_grad]
    if not parts:
        raise RuntimeError("nothing that the network returns requires grad")
    return torch.stack([part.to(parts[0].dtype) for part in parts]).sum()


def filled(template: Template, probe: Probe, *, seed: int = 0) -> tuple[Any, Any]:
    """The arguments of a call, with the tensors of a probe."""
    made = [one.tensor(seed).to(probe.device) for one in probe.inputs]
    return _filled(template.args, made), _filled(template.kwargs, made)


def _filled(value: Any, made: list[Tensor]) -> Any:
    if isinstance(value, Slot):
        return made[value.number]
    if isinstance(value, dict):
        return {key: _filled(one, made) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_filled(one, made) for one in value)
    return value


@contextmanager
def _stage(stage: Stage, recorder: Recorder) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        at, calls = recorder.at(error.__traceback__), len(recorder.called)
        raised = Raised(stage, type(error).__name__, str(error), at, calls)
        raise _StageRaised(raised) from error


@contextmanager
def _setting(probe: Probe) -> Iterator[None]:
    cast: AbstractContextManager[Any] = nullcontext()
    if probe.autocast:
        cast = torch.autocast("cpu", dtype=getattr(torch, probe.autocast))
    with torch.set_grad_enabled(probe.backward), cast:
        yield
