"""observe(): run a case for real and say what happened, stage by stage."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import torch
from torch import Tensor, nn

from fuzz.execution import criterion
from fuzz.execution.blame import Record, Refusal, witnessed
from fuzz.execution.finite import finite, first_nonfinite
from fuzz.execution.memo import Memo
from fuzz.execution.network import construct, prototype, replica
from fuzz.execution.outcome import Described, NonFinite, Outcome, Raised, Returned, Stage, Warned
from fuzz.execution.setting import running, settle
from fuzz.execution.surgeon import operate
from fuzz.execution.tensor import input_tensor, target_tensor
from strategies.bound import check
from strategies.case import ORDINARY, Case, key

FORWARDS = 8
"""How many outputs a process remembers, so that one forward pass serves many losses."""


@dataclass(frozen=True)
class Forward:
    """The output of a forward pass, with the network that gave it, and what was seen on the way."""

    network: nn.Module
    output: Any
    nonfinite: NonFinite | None
    warnings: tuple[Warned, ...]


_forwards: Memo[Forward | Raised] = Memo(FORWARDS)


def observe(case: Case, *, device: str = "cpu") -> Outcome:
    """Build and run one case on a device and return what happened.

    The network is fresh: nothing that an earlier case did to one can be seen. Random numbers start
    from the same seed each time. Raises `CaseError` for a case that is malformed or too large; an
    exception of the case itself is an outcome, not an error.
    """
    check(case)
    if case.backward:
        ran = _forward(case, device)
    else:
        ran = _forwards.get(
            _until_output(case) + device.encode(), lambda: _detached(_forward(case, device))
        )
    if isinstance(ran, Raised):
        return ran
    if case.loss is None:
        return Returned(output=describe(ran.output), nonfinite=ran.nonfinite, warnings=ran.warnings)
    return _compare(case, ran, device)


def raised_until(case: Case, stage: Stage, *, device: str = "cpu") -> Raised | None:
    """What a case raises up to a stage, or None: like `observe`, without the stages after that."""
    check(case)
    if stage in ("build", "load"):
        ready = _prepared(case, device, Record())
        return ready if isinstance(ready, Raised) else None
    if stage != "backward":
        case = msgspec.structs.replace(case, backward=False)
    if stage == "forward":
        case = msgspec.structs.replace(case, loss=None, target=ORDINARY.target)
    outcome = observe(case, device=device)
    return outcome if isinstance(outcome, Raised) else None


def forget() -> None:
    """Forget the outputs that are remembered, so that the next case is run whole."""
    _forwards.clear()


def _until_output(case: Case) -> bytes:
    """What the forward pass depends on: the case without its loss."""
    return key(msgspec.structs.replace(case, loss=None, target=ORDINARY.target, backward=False))


def _detached(ran: Forward | Raised) -> Forward | Raised:
    """The same output without the graph behind it, which would hold every feature in memory."""
    if isinstance(ran, Raised) or not isinstance(ran.output, Tensor):
        return ran
    output = ran.output.detach().requires_grad_(ran.output.requires_grad)
    return replace(ran, network=nn.Identity(), output=output)


def _prepared(case: Case, device: str, record: Record) -> nn.Module | Raised:
    """The network of a case: built, edited, loaded and set to its mode."""
    try:
        with witnessed("build", record):
            network = _network(case, device, record)
        if case.load != "no":
            with witnessed("load", record, network):
                original = prototype(ORDINARY.subject, device).take(record).state_dict()
                network.load_state_dict(original, strict=case.load == "strict")
    except Refusal as refusal:
        return refusal.raised
    return network.train(case.mode == "train")


def _forward(case: Case, device: str) -> Forward | Raised:
    record = Record()
    network = _prepared(case, device, record)
    if isinstance(network, Raised):
        return network
    try:
        torch.manual_seed(0)
        with witnessed("forward", record, network), _setting(case, device):
            given = input_tensor(case.input, device)
            output = network(given)
            settle(device)
    except Refusal as refusal:
        return refusal.raised
    nonfinite = None
    if not finite(output):
        with _setting(case, device):
            nonfinite = first_nonfinite(network, given)
    return Forward(network, output, nonfinite, tuple(record.warned))


def _network(case: Case, device: str, record: Record) -> nn.Module:
    network = replica(prototype(case.subject, device).take(record), private=case.load != "no")
    if case.gradient == "frozen":
        network.requires_grad_(False)
    for edit in case.edits:
        network = operate(network, edit, lambda layer: construct(layer, device))
    return network


def _compare(case: Case, ran: Forward, device: str) -> Outcome:
    assert case.loss is not None
    record = Record(list(ran.warnings))
    try:
        with witnessed("loss", record), _setting(case, device):
            measure = criterion.build(case.loss, device)
            target = target_tensor(case.target, device)
            value = criterion.call(case.loss, measure, ran.output, target)
            settle(device)
        if case.backward:
            with witnessed("backward", record):
                value.backward()  # type: ignore[no-untyped-call]
                settle(device)
    except Refusal as refusal:
        return refusal.raised
    return Returned(
        output=describe(ran.output),
        loss=describe(value),
        nonfinite=ran.nonfinite or _nonfinite(case.loss.kind, value, ran.network),
        warnings=tuple(record.warned),
    )


def _setting(case: Case, device: str) -> AbstractContextManager[None]:
    return running(grad=case.gradient != "off", autocast=case.autocast, device=device)


def describe(value: Any) -> Described:
    """A value's type and, for a tensor, its shape, element type and finiteness."""
    if not isinstance(value, Tensor):
        return Described(type=type(value).__name__)
    return Described(
        type="Tensor",
        shape=tuple(value.shape),
        dtype=str(value.dtype).removeprefix("torch."),
    )


def _nonfinite(loss: str, value: Tensor, network: nn.Module) -> NonFinite | None:
    """Where the loss or, after a backward pass, a gradient of the network is not finite."""
    if not finite(value):
        return NonFinite("loss", loss)
    for name, weight in network.named_parameters():
        if weight.grad is not None and not finite(weight.grad):
            return NonFinite("backward", loss, name.rpartition(".")[0])
    return None
