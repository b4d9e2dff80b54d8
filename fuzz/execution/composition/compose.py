"""compose(): a case up to its output, composed from cached effects instead of run."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import torch

from fuzz.execution.composition.assumption import require_composable
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.skeleton import skeleton
from fuzz.execution.composition.tensor_meta import TensorMeta, meta_of
from fuzz.execution.composition.walk import Walk
from fuzz.execution.extra import require_library
from fuzz.execution.forward import logits
from fuzz.execution.op_recorder import Record, StageRaised
from fuzz.execution.outcome import Described, Raised, Warned
from fuzz.execution.setting import setting_of
from fuzz.execution.tensor import laid_out, wide
from strategies.case import Case
from strategies.input import Input


@dataclass(frozen=True)
class Composed:
    """The output of a network, with a `TensorMeta` for each tensor in it.

    ``differentiable`` is whether the backward pass through the network is known to succeed.
    """

    output: Any
    warned: tuple[Warned, ...]
    differentiable: bool


def compose(
    case: Case, *, device: str = "cpu", probing: Callable[[], None] = lambda: None
) -> Composed | Raised:
    """The output of a case before its loss, or what it raises up to there.

    ``probing`` is called before each real run. Raises `MustRunWhole` where composition is not possible.
    """
    require_library(case.subject)
    require_composable(case)
    setting = setting_of(case, device)
    record = Record()
    try:
        network = skeleton(case, record)
    except StageRaised as stage_raised:
        return stage_raised.raised
    effect = Walk(setting, probing).effect_of(network, _given(case.input))
    warned = (*record.warned, *effect.warned)
    if effect.raised is not None:
        return msgspec.structs.replace(effect.raised, warnings=warned)
    if not effect.finite:
        raise MustRunWhole("there is NaN or infinity in the output")
    return Composed(logits(case, effect.output), warned, effect.differentiable)


def described(output: Any) -> Described:
    """The description of an output in an outcome."""
    if not isinstance(output, TensorMeta):
        return Described(type=type(output).__name__)
    dtype = str(output.dtype).removeprefix("torch.")
    return Described(type="Tensor", shape=output.shape, dtype=dtype)


@lru_cache(maxsize=4096)
def _given(spec: Input) -> TensorMeta:
    dtype: torch.dtype = getattr(torch, spec.dtype)
    return meta_of(laid_out(spec, torch.empty(wide(spec), dtype=dtype, device="meta")))
