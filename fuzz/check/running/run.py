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
from fuzz.check.plain.probe import Probe, Slot, Template
from fuzz.check.plain.seen import Raised, Seen, Stage
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.drawing import draws
from fuzz.check.running.recorder import Recorder
from fuzz.check.running.returned import seen_of
from fuzz.execution.accelerator import seed_all

Criterion = Callable[[Any], Tensor]
"""What a loss makes of the output of a network."""


@dataclass
class Ran:
    """What was seen of a run, with the network, and what it returned (None where it didn't).

    ``said`` are all warnings of a run that raised.
    """

    seen: Seen
    network: nn.Module
    output: Any = None
    said: tuple[str, ...] = ()


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
    seed_all(seed)
    recorder = Recorder(network, next((one.shape[0] for one in probe.inputs if one.shape), 0))
    before = draws()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            output = _run(network, template, probe, criterion or whole, recorder)
        except _StageRaised as stage:
            return Ran(stage.raised, network, said=tuple(str(one.message) for one in caught))
    told = dict.fromkeys(str(one.message) for one in caught if one.category is UserWarning)
    seen = seen_of(network, probe, recorder, output)
    seen = replace(seen, warnings=tuple(told), draws=draws() != before)
    return Ran(seen, network, output)


def _run(
    network: nn.Module, template: Template, probe: Probe, criterion: Criterion, recorder: Recorder
) -> Any:
    """The output of the last step."""
    output: Any = None
    with _stage("convert", recorder):
        if (network.train() if probe.mode == "train" else network.eval()) is not network:
            recorder.unchained = probe.mode
        if probe.only:
            network.requires_grad_(False).get_submodule(probe.only).requires_grad_(True)
        if probe.dtype:
            network.to(getattr(torch, probe.dtype))
        if probe.device != "cpu":
            network.to(probe.device)
    for step in range(probe.steps):
        args, kwargs = filled(template, probe, seed=step)
        recorder.watch((args, kwargs))
        with _stage("forward", recorder), _setting(probe), recorder.following():
            output = network(*args, **kwargs)
        if not probe.backward:
            continue
        network.zero_grad()
        with _stage("loss", recorder), recorder.following():
            loss = criterion(output)
        with _stage("backward", recorder):
            loss.backward()  # type: ignore[no-untyped-call]
        recorder.reached |= {id(one) for one in network.parameters() if one.grad is not None}
    return output


def whole(output: Any) -> Tensor:
    """The sum of all that a network returns, where no loss is named."""
    parts = [_real(one).sum() for one in tensors(output).values() if one.requires_grad]
    if not parts:
        raise RuntimeError("nothing that the network returns requires grad")
    return torch.stack([part.to(parts[0].dtype) for part in parts]).sum()


def _real(tensor: Tensor) -> Tensor:
    """The real and imaginary parts of complex values, other values as they are."""
    return torch.view_as_real(tensor) if tensor.is_complex() else tensor


def filled(template: Template, probe: Probe, *, seed: int = 0) -> tuple[Any, Any]:
    """The arguments of a call, with the tensors of a probe."""
    return called_with(template, [one.tensor(seed).to(probe.device) for one in probe.inputs])


def called_with(template: Template, made: list[Tensor]) -> tuple[Any, Any]:
    """The arguments of a call, with these tensors."""
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
    with torch.set_grad_enabled(probe.backward or probe.grad), cast:
        yield
