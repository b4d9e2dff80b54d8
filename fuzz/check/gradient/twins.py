"""Twins: layers all of whose units begin equal, and stay so, as each gets the same gradient."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

GATES = {"LSTM": 4, "GRU": 3}
CLOSE = 1e-5

LAYERS = (nn.Linear, nn.modules.conv._ConvNd, nn.RNNBase)


class Twins:
    """Watches the weights whose units all begin equal through the steps of a descent."""

    def __init__(self, network: nn.Module) -> None:
        self.known = {
            f"{site}.{name}" if site else name: GATES.get(type(module).__name__, 1)
            for site, module in network.named_modules()
            if isinstance(module, LAYERS)
            for name, one in module.named_parameters(recurse=False)
            if one.dim() > 1
        }
        weights = dict(network.named_parameters())
        self.alike = {
            name
            for name, gates in self.known.items()
            if name in weights
            and (parts := _parts(weights[name], gates)) is not None
            and bool((parts == parts[:, :1]).all())
        }
        self.moved = set[str]()

    def after(self, network: nn.Module) -> None:
        """Look at the gradients of a step."""
        for name, one in network.named_parameters():
            grad = one.grad
            if name in self.alike and grad is not None and bool(grad.any()):
                self.moved.add(name)
                parts = _parts(grad, self.known[name])
                if parts is None or not _are_close(parts):
                    self.alike.discard(name)

    def found(self) -> Iterator[str]:
        """The weights of which it stayed so, though they got gradients."""
        return iter(sorted(self.alike & self.moved))


@torch.no_grad()
def _parts(weight: Tensor, gates: int) -> Tensor | None:
    """The weights of each gate, unit by unit; None where there is but one unit."""
    units = weight.shape[0] // gates
    return weight.detach().reshape(gates, units, -1) if units > 1 else None


def _are_close(parts: Tensor) -> bool:
    return bool((parts - parts[:, :1]).abs().max() <= CLOSE * parts.abs().max())
