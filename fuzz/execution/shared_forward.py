"""shared_forward(): a forward pass that serves every loss on one network and input."""

from torch import Tensor, nn

from fuzz.execution import activations
from fuzz.execution.forward import Forward, forward
from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Raised
from strategies.case import Case, key, without_loss

FORWARDS, LARGE = 64, 8
"""The number of outputs that a process caches, so that one forward pass serves many losses; and of those
among them that take more than `LIGHT` elements."""

LIGHT = 2**18

_forwards: Memo[Forward | Raised] = Memo(FORWARDS)
_large: Memo[Forward | Raised] = Memo(LARGE)


def shared_forward(case: Case, device: str) -> Forward | Raised:
    """The forward pass of a case without a backward pass: the same for all with its network and input.

    Its output has no autograd graph, which would keep every saved tensor in memory.
    """
    name = (key(without_loss(case)), device)
    if name in _large:
        return _large.get(name, lambda: _detached(forward(case, device)))
    ran = _forwards.get(name, lambda: _detached(forward(case, device)))
    if isinstance(ran, Forward) and _elements(ran.output) > LIGHT:
        _forwards.remove(name)
        _large.get(name, lambda: ran)
    return ran


def forget() -> None:
    """Clear the cache of outputs, of networks and of modules, so that the next case is run whole."""
    activations.forget()
    _forwards.clear()
    _large.clear()


def _detached(ran: Forward | Raised) -> Forward | Raised:
    if isinstance(ran, Raised) or not isinstance(ran.output, Tensor):
        return ran
    output = ran.output.detach().requires_grad_(ran.output.requires_grad)
    return Forward(nn.Identity(), output, ran.nonfinite, ran.warnings)


def _elements(output: object) -> int:
    return output.numel() if isinstance(output, Tensor) else LIGHT + 1
