"""losses() and targets(): every loss with its options, every target that people pass to it."""

from typing import TypeVar

from hypothesis import strategies as st

from strategies.loss import LOSSES, Loss, Target
from strategies.loss.pairing import candidates, configured, perils
from strategies.value import Shape

T = TypeVar("T")


def losses(output: Shape = (2, 1000)) -> st.SearchStrategy[Loss]:
    """Losses for an output of a shape, with no option or one. Shrinks to cross-entropy.

    ``output`` is the shape of the network's output, (N, C) or (N, C, d1, ...). The plain loss is
    as likely as all its options together, as people mostly use it.
    """
    kinds = st.sampled_from(tuple(LOSSES.values()))
    return kinds.flatmap(lambda kind: _often_first(configured(kind, output), 1))


def targets(
    output: Shape = (2, 1000), loss: Loss = Loss(), *, perilous: bool = False
) -> st.SearchStrategy[Target]:
    """Targets for an output and a loss: fitting, or with one of shape, dtype or values changed.

    ``output`` is the shape of the network's output, (N, C) or (N, C, d1, ...). Shrinks towards the
    plainest target that fits. Those with which the loss accesses memory out of bounds, which may end the
    process, are drawn only where ``perilous`` ones are asked for.
    """
    kind = LOSSES[loss.kind]
    drawn = (*candidates(kind, output), *(perils(kind, output) if perilous else ()))
    return _often_first(drawn, len(kind.targets(output)))


def _often_first(values: tuple[T, ...], first: int) -> st.SearchStrategy[T]:
    return st.sampled_from(values[:first] * max(1, len(values) // (3 * first)) + values)
