"""Every loss and target that an output is compared with: valid, or wrong in one respect."""

from functools import lru_cache

from strategies.loss.kind import Loss, LossKind, LossOption
from strategies.loss.target import TARGET_VALUES, Target, related_shapes
from strategies.value import DTYPES, Shape, Value

Pairing = tuple[Loss, Target]


@lru_cache(maxsize=1024)
def configured(kind: LossKind, output: Shape) -> tuple[Loss, ...]:
    """The default loss of a kind, then one with each value that people pass for one of its options."""
    values = [(option.name, value) for option in kind.options for value in _values(option, output)]
    return tuple(dict.fromkeys((Loss(kind.name), *(Loss(kind.name, {n: v}) for n, v in values))))


def _values(option: LossOption, output: Shape) -> tuple[Value, ...]:
    if option.lengths is None:
        return option.values
    fitting = option.lengths(output)
    return (*fitting, *(size + 1 for size in fitting), 1, 3, output or (1,))


@lru_cache(maxsize=1024)
def candidates(kind: LossKind, output: Shape) -> tuple[Target, ...]:
    """The targets that fit, then each that differs from the plainest in shape, dtype or values: those
    that cannot corrupt memory."""
    return tuple(target for target in _candidates(kind, output) if kind.safe(target, output))


@lru_cache(maxsize=1024)
def perils(kind: LossKind, output: Shape) -> tuple[Target, ...]:
    """The others of these: what the loss does with them may end the process."""
    return tuple(target for target in _candidates(kind, output) if not kind.safe(target, output))


def _candidates(kind: LossKind, output: Shape) -> tuple[Target, ...]:
    fitting = kind.targets(output)
    plain = fitting[0]
    shapes = [shape for shape in related_shapes(output) if shape != plain.shape]
    return tuple(
        dict.fromkeys(
            (
                *fitting,
                *(Target(shape=shape, dtype=plain.dtype, values=plain.values) for shape in shapes),
                *(Target(shape=plain.shape, dtype=dtype, values=plain.values) for dtype in DTYPES),
                *(
                    Target(shape=plain.shape, dtype=plain.dtype, values=values)
                    for values in TARGET_VALUES
                ),
                *(Target(shape=shape, dtype="float32", values="onehot") for shape in shapes[:6]),
            )
        )
    )


def pairings(kind: LossKind, output: Shape) -> tuple[Pairing, ...]:
    """The default loss with each candidate, then each configured one with each target that fits.

    For outputs of one pattern of sizes there are always as many, in the same order.
    """
    plain, *others = configured(kind, output)
    return (
        *((plain, target) for target in candidates(kind, output)),
        *(
            (loss, target)
            for loss in others
            for target in kind.targets(output)
            if kind.safe(target, output)
        ),
    )
