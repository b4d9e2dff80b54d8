"""Variants of a layer: fitting the input at a site, or with one option changed."""

from functools import lru_cache

from strategies.layer import LAYERS
from strategies.layer.kind import Layer, LayerKind
from strategies.value import Shape, Value


@lru_cache(maxsize=16)
def fitting_kinds(rank: int) -> tuple[LayerKind, ...]:
    """The kinds that accept an input of a rank."""
    return tuple(kind for kind in LAYERS.values() if not kind.ranks or rank in kind.ranks)


MOST_WEIGHTS = 2**21
"""The weights of the largest layer that is tried: a wider one takes longer, and fails the same way."""


@lru_cache(maxsize=4096)
def variants(kind: LayerKind, shape: Shape) -> tuple[Layer, ...]:
    """The plain layer of a kind for an input of this shape, then each that differs in one option.

    Those of more than `MOST_WEIGHTS` are left out, unless all are.
    """
    light = tuple(v for v in _variants(kind, shape) if abs(kind.parameters(v.options)) <= MOST_WEIGHTS)
    return light or _variants(kind, shape)[:1]


def _variants(kind: LayerKind, shape: Shape) -> tuple[Layer, ...]:
    plain = {option.name: option.fits(shape)[0] for option in kind.options if option.required}
    departures = (
        (option.name, value)
        for option in kind.options
        for value in (*option.fits(shape), *option.others)
    )
    return (
        Layer(kind.name, plain),
        *(Layer(kind.name, {**plain, name: value}) for name, value in departures),
    )


@lru_cache(maxsize=1024)
def relatives(layer: Layer) -> tuple[Layer, ...]:
    """The same layer with one option changed: another channel count, stride, padding, size."""
    kind = LAYERS.get(layer.kind)
    if kind is None:
        return (layer,)
    return (
        layer,
        *(
            Layer(layer.kind, {**layer.options, option.name: value})
            for option in kind.options
            for value in (*_around(layer.options.get(option.name)), *option.others)
            if value != layer.options.get(option.name)
        ),
    )


def _around(value: Value) -> tuple[Value, ...]:
    """The numbers next to a number: half, double, and one less."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 2:
        return ()
    return (value // 2, value * 2, value - 1)
