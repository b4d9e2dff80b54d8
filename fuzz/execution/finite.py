"""Where NaN or infinity first occurs."""

import cmath
import warnings
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.execution.outcome import NonFinite


def finite(value: Any) -> bool:
    """Whether a value is free of NaN and infinity.

    What is not a tensor, or has no values at all, counts as free of them.
    """
    if not isinstance(value, Tensor) or not value.numel() or value.is_meta:
        return True
    if value.numel() == 1:
        return cmath.isfinite(value.item())
    # A sum is much cheaper than isfinite(), and seldom infinite where no element is.
    return cmath.isfinite(value.detach().sum().item()) or bool(torch.isfinite(value).all())


def first_nonfinite(network: nn.Module, x: Tensor) -> NonFinite:
    """Run a network once more and return the first module whose output is NaN or infinite.

    The network itself, where the outputs of all its modules are finite.
    """
    found: list[NonFinite] = []
    names = {id(module): name for name, module in network.named_modules()}

    def look(module: nn.Module, _: Any, output: Any) -> None:
        if not found and not finite(output):
            found.append(NonFinite("forward", type(module).__name__, names[id(module)]))

    hooks = [module.register_forward_hook(look) for module in network.modules()]
    try:
        with warnings.catch_warnings(action="ignore"):
            network(x)
    finally:
        for hook in hooks:
            hook.remove()
    return found[0] if found else NonFinite("forward", type(network).__name__)
