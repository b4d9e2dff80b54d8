"""observe(): run a case for real, and return its outcome."""

from fuzz.execution.compare import compare, describe
from fuzz.execution.defaults import plain_defaults
from fuzz.execution.extra import require_library
from fuzz.execution.fate import fate
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.place import placed
from fuzz.execution.setting import setting_of
from fuzz.execution.shared_forward import shared_forward
from fuzz.execution.tensor import target_tensor
from strategies.case import Case
from strategies.peril import perilous
from strategies.validation import check


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
    with plain_defaults():
        outcome = _observed(case, device)
    return fate(outcome) if isinstance(outcome, Raised) else outcome


def _observed(case: Case, device: str) -> Returned | Raised:
    device = placed(case, device)
    ran = shared_forward(case, device)
    if isinstance(ran, Raised):
        return ran
    if case.loss is None:
        return Returned(output=describe(ran.output), nonfinite=ran.nonfinite, warnings=ran.warnings)
    target = target_tensor(case.target, device)
    return compare(case.loss, target, ran, setting_of(case, device))
