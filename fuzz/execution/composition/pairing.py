"""Pairing: one output held against every loss and target, on the smallest output of its pattern."""

from collections.abc import Iterator
from functools import lru_cache
from math import prod
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.execution.compare import compare
from fuzz.execution.composition.feature import Feature, sample
from fuzz.execution.composition.pattern import smallest_alike
from fuzz.execution.composition.probe import changed
from fuzz.execution.forward import Forward
from fuzz.execution.outcome import NonFinite, Outcome, Returned, Warned
from fuzz.execution.place import place
from fuzz.execution.setting import Setting
from fuzz.execution.tensor import target_tensor
from strategies.loss import KINDS, Loss, Target
from strategies.loss.pairing import Pairing, pairings
from strategies.value import Shape

MOST = 30_000
LONGEST = 5_000
"""An output of more elements, or with a longer axis, meets each loss once; any other, everything."""

SPREADS = (1.0, 1e4, -1e4, 0.01)
"""A loss that looks at values is tried on ordinary outputs, on large ones, and on some around 0.5."""


@lru_cache(maxsize=1024)
def all_pairings(output: Shape) -> tuple[Pairing, ...]:
    """Every loss and target that an output of a shape is held against, in one order."""
    smallest = smallest_alike(output)
    whole = prod(smallest) <= MOST and max(smallest, default=0) <= LONGEST
    return tuple(
        pairing for kind in KINDS.values() for pairing in pairings(kind, output)[: None if whole else 1]
    )


def pattern_of(output: Any) -> Any:
    """An output, of which only features are known, made the smallest of its pattern.

    Its strides are forgotten but for whether they are those of a contiguous tensor.
    """
    return changed(output, Feature, _smallest)


def _smallest(feature: Feature) -> Feature:
    meta = torch.empty_strided(feature.shape, feature.strides, device="meta")
    shape = smallest_alike(feature.shape)
    plain = torch.empty(shape, device="meta")
    if not meta.is_contiguous() and len(shape) > 1:
        plain = torch.empty(shape[::-1], device="meta").permute(*range(len(shape))[::-1])
    return feature._replace(shape=shape, strides=plain.stride(), view=False)


def compare_all(pattern: Any, setting: Setting) -> Iterator[list[Outcome]]:
    """What each loss and target makes of an output, in the order of `all_pairings`.

    There are several outcomes where the loss looks at the values of the output.
    """
    shape, samples = shape_of(pattern), _Samples(pattern)
    for loss, target in all_pairings(shape):
        there = setting._replace(device=place(loss, target, shape, setting.device))
        wanted, tried = samples.of(loss, target, there.device)
        outcomes = [_afresh(loss, wanted, ran, there) for ran in tried]
        hollow = KINDS[loss.kind].hollow and 0 in shape
        yield _finite_or_not(loss, outcomes) if hollow else outcomes


def _finite_or_not(loss: Loss, outcomes: list[Outcome]) -> list[Outcome]:
    """Both outcomes where a loss returns memory that nothing was written to."""
    ill = NonFinite("loss", loss.kind)
    returned = [outcome for outcome in outcomes if isinstance(outcome, Returned)]
    return [*outcomes, *(replace(outcome, nonfinite=ill) for outcome in returned)]


class _Samples:
    """Real outputs and targets, each made once."""

    def __init__(self, pattern: Any) -> None:
        self.pattern = pattern
        self._outputs: dict[str, list[Forward]] = {}
        self._targets: dict[tuple[Target, str], Tensor] = {}

    def of(self, loss: Loss, target: Target, device: str) -> tuple[Tensor, list[Forward]]:
        """The target, and the outputs that the loss is to be tried on."""
        if device not in self._outputs:
            self._outputs[device] = [ran_alike(self.pattern, spread, device) for spread in SPREADS]
        if (target, device) not in self._targets:
            self._targets[target, device] = target_tensor(target, device)
        outputs = self._outputs[device]
        tried = outputs if KINDS[loss.kind].valued else outputs[:1]
        return self._targets[target, device], tried


def _afresh(loss: Loss, target: Tensor, ran: Forward, setting: Setting) -> Outcome:
    ran.network.zero_grad()
    return compare(loss, target, ran, setting)


def shape_of(output: Any) -> Shape:
    """The shape that targets are made for: that of the first tensor in an output."""
    features: list[Feature] = []
    changed(output, Feature, features.append)
    return features[0].shape if features else ()


def ran_alike(output: Any, spread: float, device: str, warnings: tuple[Warned, ...] = ()) -> Forward:
    """A forward pass that gave real tensors like these; its network has them for weights."""
    network = nn.Module()
    torch.default_generator.manual_seed(0)

    def made(feature: Feature) -> Tensor:
        tensor = sample(feature._replace(tracked=False, view=False), device)
        if tensor.is_floating_point():
            tensor = tensor * spread + (0.5 if 0 < spread < 1 else 0)
        if feature.tracked:
            network.output = tensor = nn.Parameter(tensor)
        return tensor

    return Forward(network, changed(output, Feature, made), warnings=warnings)
