"""Comparison: every loss and target for one output, run on the smallest output of its pattern."""

from functools import lru_cache
from math import prod
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.execution.compare import compare
from fuzz.execution.composition.pattern import smallest_alike
from fuzz.execution.composition.probe import changed
from fuzz.execution.composition.tensor_meta import TensorMeta, sample
from fuzz.execution.forward import Forward
from fuzz.execution.outcome import NonFinite, Outcome, Returned
from fuzz.execution.place import place
from fuzz.execution.setting import Setting
from fuzz.execution.tensor import target_tensor
from strategies.error import CaseError
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.pairing import Pairing, pairings
from strategies.value import Shape

MOST = 30_000
LONGEST = 5_000
"""An output with more elements, or a larger size, is compared with one target for each loss only."""

UNFIT = TensorMeta((2, 10), torch.float32, (10, 1))
"""What stands for a tensor in an output that is not a tensor itself."""

SPREADS = (1.0, 1e4, -1e4, 0.01)
"""The scales of the outputs on which a loss that depends on values is run; the last is around 0.5."""


OUTPUTS = 256
"""The outputs whose pairings are remembered: a tenth of a megabyte each."""


@lru_cache(maxsize=OUTPUTS)
def all_pairings(output: Shape) -> tuple[Pairing, ...]:
    """Every loss and target that an output of a shape is compared with, in one order."""
    smallest = smallest_alike(output)
    whole = prod(smallest) <= MOST and max(smallest, default=0) <= LONGEST
    return tuple(
        pairing for kind in LOSSES.values() for pairing in pairings(kind, output)[: None if whole else 1]
    )


def pattern_of(output: Any) -> Any:
    """The smallest output of the pattern of an output.

    Of its strides, only whether it is contiguous is kept; of tensors in a tuple or a dictionary, which
    no loss looks into, nothing.
    """
    return (
        _smallest(output)
        if isinstance(output, TensorMeta)
        else changed(output, TensorMeta, lambda _: UNFIT)
    )


def contiguous(pattern: Any) -> Any:
    """The pattern for a loss without a backward pass, to which strides don't matter."""
    if not isinstance(pattern, TensorMeta):
        return pattern
    return pattern._replace(strides=torch.empty(pattern.shape, device="meta").stride())


def output_requires_grad(pattern: Any) -> bool:
    """Whether an output requires grad."""
    return isinstance(pattern, TensorMeta) and pattern.requires_grad


def _smallest(feature: TensorMeta) -> TensorMeta:
    meta = torch.empty_strided(feature.shape, feature.strides, device="meta")
    shape = smallest_alike(feature.shape)
    plain = torch.empty(shape, device="meta")
    if not meta.is_contiguous() and len(shape) > 1:
        plain = torch.empty(shape[::-1], device="meta").permute(*range(len(shape))[::-1])
    return feature._replace(shape=shape, strides=plain.stride(), view=False)


class Comparison:
    """An output of a pattern, to be compared by losses with targets. Real tensors are created once."""

    def __init__(self, pattern: Any, setting: Setting) -> None:
        self.pattern, self.setting = pattern, setting
        self.shape = shape_to_fit(pattern)
        self._outputs: dict[str, list[Forward]] = {}
        self._targets: dict[tuple[Target, str], Tensor] = {}

    def outcomes(self, loss: Loss, target: Target) -> list[Outcome]:
        """The outcome of a loss on the output and a target; several where it depends on values.

        Raises `CaseError` where the loss may access memory out of bounds.
        """
        kind = LOSSES[loss.kind]
        if not kind.safe(target, self.shape):
            raise CaseError("$.target.values", "the loss may end the process that computes it")
        there = self.setting._replace(device=place(loss, target, self.shape, self.setting.device))
        wanted, outputs = self._target(target, there.device), self._output(there.device)
        tried = outputs if kind.valued else outputs[:1]
        outcomes = [_afresh(loss, wanted, ran, there) for ran in tried]
        return _finite_or_not(loss, outcomes) if 0 in self.shape else outcomes

    def _output(self, device: str) -> list[Forward]:
        if device not in self._outputs:
            self._outputs[device] = [ran_alike(self.pattern, spread, device) for spread in SPREADS]
        return self._outputs[device]

    def _target(self, target: Target, device: str) -> Tensor:
        if (target, device) not in self._targets:
            self._targets[target, device] = target_tensor(target, device)
        return self._targets[target, device]


def _finite_or_not(loss: Loss, outcomes: list[Outcome]) -> list[Outcome]:
    """Both outcomes of each that returns: the loss of an empty output may be uninitialized memory.

    MultiLabelMarginLoss and MultiMarginLoss do so (torch 2.13, CPU).
    """
    returned = [outcome for outcome in outcomes if isinstance(outcome, Returned)]
    others = [outcome for outcome in outcomes if not isinstance(outcome, Returned)]
    either = (None, NonFinite("loss", loss.kind))
    return [*others, *(replace(outcome, nonfinite=how) for outcome in returned for how in either)]


def _afresh(loss: Loss, target: Tensor, ran: Forward, setting: Setting) -> Outcome:
    if setting.backward:
        ran.network.zero_grad()
    return compare(loss, target, ran, setting)


def shape_to_fit(output: Any) -> Shape:
    """The shape for which targets are created: that of the output, or a fixed one for no tensor."""
    return output.shape if isinstance(output, TensorMeta) else UNFIT.shape


def ran_alike(output: Any, spread: float, device: str) -> Forward:
    """A forward pass that returned real tensors of this metadata, the parameters of its network."""
    network = nn.Module()
    torch.default_generator.manual_seed(0)

    def made(feature: TensorMeta) -> Tensor:
        tensor = sample(feature._replace(requires_grad=False, view=False), device)
        if tensor.is_floating_point():
            tensor = tensor * spread + (0.5 if 0 < spread < 1 else 0)
        if feature.requires_grad:
            network.output = tensor = nn.Parameter(tensor)
        return tensor

    return Forward(network, changed(output, TensorMeta, made))
