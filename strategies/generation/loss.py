"""losses() and targets(): every loss with its options, every target that people pass to it."""

from functools import lru_cache

from hypothesis import strategies as st

from strategies.loss import KINDS, Loss, LossKind, LossOption, Target
from strategies.loss.target import TARGET_VALUES, related_shapes
from strategies.value import DTYPES, Shape, Value


def losses(output: Shape = (2, 1000)) -> st.SearchStrategy[Loss]:
    """Losses for an output of the given shape, with no option or one. Shrinks to cross-entropy."""
    kinds = st.sampled_from(tuple(KINDS.values()))
    return kinds.flatmap(lambda kind: st.sampled_from(_configured(kind, output)))


@lru_cache(maxsize=1024)
def _configured(kind: LossKind, output: Shape) -> tuple[Loss, ...]:
    """The plain loss several times, as people mostly use it, then each with one option."""
    plain = Loss(kind.name)
    options = [(option.name, value) for option in kind.options for value in _values(option, output)]
    variants = tuple(Loss(kind.name, {name: value}) for name, value in options)
    return (plain,) * (len(variants) + 1) + variants


def _values(option: LossOption, output: Shape) -> tuple[Value, ...]:
    if option.lengths is None:
        return option.values
    fitting = option.lengths(output)
    return (*fitting, *(size + 1 for size in fitting), 1, 3, output or (1,))


def targets(output: Shape = (2, 1000), loss: Loss = Loss()) -> st.SearchStrategy[Target]:
    """Targets for an output and a loss: fitting, or with one of shape, type or values changed.

    Shrinks towards the plainest target that fits.
    """
    return st.sampled_from(candidates(KINDS[loss.kind], output))


@lru_cache(maxsize=4096)
def candidates(kind: LossKind, output: Shape) -> tuple[Target, ...]:
    """The targets that fit, then each that departs from the plainest in one respect."""
    fitting = kind.targets(output)
    plain = fitting[0]
    shapes = [shape for shape in related_shapes(output) if shape != plain.shape]
    return (
        *fitting * 3,
        *(Target(shape=shape, dtype=plain.dtype, values=plain.values) for shape in shapes),
        *(Target(shape=plain.shape, dtype=dtype, values=plain.values) for dtype in DTYPES),
        *(Target(shape=plain.shape, dtype=plain.dtype, values=values) for values in TARGET_VALUES),
        *(Target(shape=shape, dtype="float32", values="onehot") for shape in shapes[:6]),
    )
