"""observe(): run a case for real, and return its outcome."""

from dataclasses import replace

import msgspec
from torch import Tensor, nn

from fuzz.execution.compare import compare, describe
from fuzz.execution.extra import require_library
from fuzz.execution.fate import fate
from fuzz.execution.forward import Forward, forward
from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.place import placed
from fuzz.execution.setting import setting_of
from fuzz.execution.tensor import target_tensor
from strategies.case import ORDINARY, Case, key
from strategies.peril import perilous
from strategies.validation import check

FORWARDS = 8
"""The number of outputs that a process caches, so that one forward pass serves many losses."""

_forwards: Memo[Forward | Raised] = Memo(FORWARDS)


def observe(case: Case, *, device: str = "cpu") -> Outcome:
    """Build and run one case on a device and return its outcome: `Returned` or `Raised`, or `Died` where
    it ran out of memory, or where the accelerator is lost to this process.

    ``device`` is a torch device such as ``cpu`` or ``cuda:0``; what would be lost there for its values
    is run on the CPU instead (`fuzz.execution.place`). The network is new: no earlier case affects it.
    Sets torch's random seed, to the same each time. A case takes at most about 2 GiB (`check`). One that
    may end the process (`strategies.peril.perilous`) is run in another one, which takes a second or so,
    and how it ends that is its outcome. Raises `CaseError` for a case that is malformed or too large; an
    exception of the case itself is an outcome, not an error. Raises `FuzzError` where the library of its
    subject is not installed.
    """
    check(case)
    require_library(case.subject)
    if device != "meta" and perilous(case):
        from fuzz.execution.runner.apart import apart  # starts processes, which hardly anybody needs

        return apart(case, device)
    return observe_here(case, device=device)


def observe_here(case: Case, *, device: str = "cpu") -> Outcome:
    """The same in this process, whatever becomes of it. Expects a case that `check` accepts."""
    require_library(case.subject)
    outcome = _observed(case, device)
    return fate(outcome) if isinstance(outcome, Raised) else outcome


def _observed(case: Case, device: str) -> Returned | Raised:
    device = placed(case, device)
    if case.backward:
        ran = forward(case, device)
    else:
        name = (_until_output(case), device)
        ran = _forwards.get(name, lambda: _detached(forward(case, device)))
    if isinstance(ran, Raised):
        return ran
    if case.loss is None:
        return Returned(output=describe(ran.output), nonfinite=ran.nonfinite, warnings=ran.warnings)
    target = target_tensor(case.target, device)
    return compare(case.loss, target, ran, setting_of(case, device))


def without_loss(case: Case) -> Case:
    """The case up to the output of its network, without the loss and the backward pass."""
    return msgspec.structs.replace(case, loss=None, target=ORDINARY.target, backward=False)


def forget() -> None:
    """Clear the cache of outputs, so that the next case is run whole."""
    _forwards.clear()


def _until_output(case: Case) -> bytes:
    return key(without_loss(case))


def _detached(ran: Forward | Raised) -> Forward | Raised:
    """The same output without its autograd graph, which would keep every saved tensor in memory."""
    if isinstance(ran, Raised) or not isinstance(ran.output, Tensor):
        return ran
    output = ran.output.detach().requires_grad_(ran.output.requires_grad)
    return replace(ran, network=nn.Identity(), output=output)
