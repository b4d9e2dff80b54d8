"""shared_forward(): a forward pass that serves every loss on one network and input."""

from dataclasses import replace
from typing import NamedTuple

import torch
from torch import Tensor, nn

from fuzz.execution import activations
from fuzz.execution.forward import Forward, forward
from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Raised
from strategies.case import Case, key, without_loss
from strategies.network.imported import is_own

ELEMENTS, FEW = 2**24, 2**12
"""The elements of the outputs that a process caches, so that one forward pass serves many losses; and as
how many each counts at least, for what it takes beside."""

_forwards: Memo[Forward | Raised] = Memo(ELEMENTS, weight=lambda ran: max(FEW, _elements(ran)))

GRAPHS, LIGHT = 2, 2**16
"""How many forward passes a process keeps with all that is saved for their backward passes, and the most
elements of their inputs: those of a batch of small images, for which 50 MB are saved."""


class _Kept(NamedTuple):
    """A forward pass with its graph, and what was written into its output when it was kept."""

    ran: Forward
    version: int


_graphs: Memo[_Kept] = Memo(GRAPHS)


def shared_forward(case: Case, device: str) -> Forward | Raised:
    """The forward pass of a case: the same for all with its network and input.

    Without a backward pass, its output has no autograd graph, which would keep every saved tensor in
    memory.
    """
    if case.backward:
        return _with_graph(case, device)
    name = (key(without_loss(case)), device)
    return _forwards.get(name, lambda: _detached(forward(case, device)))


def forget() -> None:
    """Clear the cache of outputs, of networks and of modules, so that the next case is run whole."""
    activations.forget()
    _forwards.clear()
    _graphs.clear()


def _with_graph(case: Case, device: str) -> Forward | Raised:
    """A forward pass whose network has no gradients yet, and whose graph is whole."""
    if is_own(case.subject.model) or torch.Size(case.input.shape).numel() > LIGHT:
        return forward(case, device)
    name = (key(without_loss(case)), device)
    kept = _graphs.find(name)
    if kept is not None and kept.ran.output._version == kept.version:
        kept.ran.network.zero_grad()
        return kept.ran
    ran = forward(case, device)
    if isinstance(ran, Raised) or not isinstance(ran.output, Tensor):
        return ran
    lasting = replace(ran, lasting=True)
    _graphs.put(name, _Kept(lasting, ran.output._version))
    return lasting


def _detached(ran: Forward | Raised) -> Forward | Raised:
    if isinstance(ran, Raised) or not isinstance(ran.output, Tensor):
        return ran
    output = ran.output.detach().requires_grad_(ran.output.requires_grad)
    return Forward(nn.Identity(), output, ran.nonfinite, ran.warnings)


def _elements(ran: Forward | Raised) -> int:
    if isinstance(ran, Raised):
        return 0
    return ran.output.numel() if isinstance(ran.output, Tensor) else ELEMENTS // 8
