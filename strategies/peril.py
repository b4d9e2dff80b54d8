"""perilous(): whether a case may end or corrupt the process that runs it."""

from strategies.case import Case
from strategies.error import CaseError
from strategies.loss import LOSSES
from strategies.shape_inference import infer_shapes


def perilous(case: Case) -> bool:
    """Whether a case may access memory out of bounds, so that it is for a process that may die alone.

    So far this is a class index out of range, where a loss does not check it: the loss reads, and its
    backward pass writes, out of bounds. Expects a case with known names (`check`).
    """
    kind = LOSSES[case.loss.kind] if case.loss is not None else None
    if kind is None or not kind.unchecked:
        return False
    return not kind.safe(case.target, infer_shapes(case).output)


def corrupting(case: Case) -> bool:
    """Whether it may also write out of bounds, so that what runs behind it may die of that."""
    return case.backward and perilous(case)


def require_harmless(case: Case) -> None:
    """Raise `CaseError` for a case that is `perilous`, before anything of it is run in this process."""
    if perilous(case):
        raise CaseError("$.target.values", f"{case.target.values!r} may end the process that runs it")
