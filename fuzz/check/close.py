"""Whether two outputs are the same, but for the order of sums."""

from typing import Any

import torch
from torch import Tensor

from fuzz.check.plain.tensor import tensors

TOLERANCE = 1e-3
"""How much two outputs may differ, as a share of the largest value: sums come in another order."""


def difference(one: Any, other: Any) -> str:
    """Where two outputs differ, "" where they don't."""
    first, second = tensors(one), tensors(other)
    if first.keys() != second.keys():
        return "the output"
    for at, tensor in first.items():
        if tensor.shape != second[at].shape or not is_close(tensor, second[at]):
            return at or "the output"
    return ""


def is_close(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors of one shape have the same values."""
    if one.is_complex():
        one, other = torch.view_as_real(one), torch.view_as_real(other)
    if not one.is_floating_point():
        return bool(torch.equal(one, other))
    one, other = one.detach().double(), other.detach().double()
    finite = one[one.isfinite()].abs()  # what is masked may be infinite
    scale = float(finite.max()) if finite.numel() else 0.0
    return bool(torch.isclose(one, other, rtol=0.0, atol=TOLERANCE * scale + 1e-9, equal_nan=True).all())
