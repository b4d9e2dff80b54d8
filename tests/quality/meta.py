"""Tensors without values, for the contract and in its words."""

import torch

from fuzz.execution.composition.tensor_meta import TensorMeta
from strategies.rule import MANY, TensorSpec
from strategies.value import Shape


def real(shape: Shape, dtype: str = "float32", *, requires_grad: bool = False) -> TensorMeta:
    return TensorMeta(
        shape, getattr(torch, dtype), torch.empty(shape, device="meta").stride(), requires_grad
    )


def seen(output: object) -> TensorSpec:
    if not isinstance(output, TensorMeta):
        return TensorSpec((), MANY)
    return TensorSpec(output.shape, str(output.dtype).removeprefix("torch."))
