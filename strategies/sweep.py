"""Sweep: every single edit within stated bounds, on every input of a grid, in one fixed order."""

from collections.abc import Iterator
from itertools import islice
from typing import get_args

import msgspec

from strategies.assignment import assignments
from strategies.case import Case, Mode
from strategies.input import Input
from strategies.layer import LAYERS, Layer
from strategies.layer.variant import relatives, variants
from strategies.network.models import DEFAULT, model_of, network
from strategies.network.node import at, distinct_sites
from strategies.shape_inference import shapes_at
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Extract, Insert, Remove, Replace, Truncate
from strategies.validation import is_valid
from strategies.value import Shape

EDITS = ("none", "truncate", "extract", "remove", "assign", "relative", "replace", "insert")
"""The edits of a sweep, one at a time, or none; ``relative`` changes one option of a layer."""


def sites_of(model: str) -> tuple[str, ...]:
    """The sites of a model without those of blocks with the same layers as the block before them."""
    return tuple(distinct_sites(network(Subject(model=model))))


SITES = sites_of(DEFAULT)
"""Those of a ResNet-50."""

MODES: tuple[Mode, ...] = get_args(Mode)
SHAPES: tuple[Shape, ...] = ((2, 3, 32, 32), (1, 3, 64, 64))


def shapes_of(model: str) -> tuple[Shape, ...]:
    """`SHAPES`, as they are for the images that a model takes."""
    own = model_of(Subject(model=model))
    sides = (max(side, own.side) for _, _, side, _ in SHAPES)
    return tuple((n, own.channels, side, side) for (n, *_), side in zip(SHAPES, sides, strict=True))


class Bounds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bounds of a sweep: each edit, at each site of a model, for each input shape, in each mode.

    ``every_option`` inserts each layer with each value of each of its options (`variants`), one at a
    time, and not only with options that fit.
    """

    edits: tuple[str, ...] = EDITS
    sites: tuple[str, ...] = SITES
    layers: tuple[str, ...] = tuple(LAYERS)
    shapes: tuple[Shape, ...] = SHAPES
    modes: tuple[Mode, ...] = MODES
    every_option: bool = False
    backward: bool = False
    subject: str = DEFAULT


class Stretch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The cases of a sweep from number ``start`` up to, not including, ``stop``."""

    bounds: Bounds
    start: int
    stop: int


def size(bounds: Bounds) -> int:
    """How many cases there are within bounds."""
    return sum(1 for _ in _every(bounds))


def enumerate_cases(stretch: Stretch) -> Iterator[Case]:
    """The cases of a stretch, in order, except those that are too large to run (`is_valid`)."""
    return filter(is_valid, islice(_every(stretch.bounds), stretch.start, stretch.stop))


def _every(bounds: Bounds) -> Iterator[Case]:
    for shape in bounds.shapes:
        for mode in bounds.modes:
            for edits in _edits(bounds, shape):
                image = Input(shape=shape)
                yield Case(
                    subject=Subject(model=bounds.subject),
                    input=image,
                    mode=mode,
                    edits=edits,
                    backward=bounds.backward,
                )


def _edits(bounds: Bounds, shape: Shape) -> Iterator[tuple[AnyEdit, ...]]:
    if "none" in bounds.edits:
        yield ()
    if "truncate" in bounds.edits:
        yield from ((Truncate(drop=drop),) for drop in range(1, 10))
    if "insert" in bounds.edits:
        yield from ((edit,) for edit in dict.fromkeys(_insertions(bounds, "", shape)))
    for site in bounds.sites:
        yield from ((edit,) for edit in dict.fromkeys(_edits_at(bounds, site, shape)))


def _edits_at(bounds: Bounds, site: str, shape: Shape) -> Iterator[AnyEdit]:
    root = network(Subject(model=bounds.subject))
    if "extract" in bounds.edits and "." not in site:
        yield Extract(site=site)
    if "remove" in bounds.edits:
        yield from (Remove(site=site, how=how) for how in ("identity", "none", "delete"))
    if "assign" in bounds.edits:
        yield from assignments(root, site)
    node = at(root, site)
    if "relative" in bounds.edits and isinstance(node, Layer):
        yield from (Replace(site=site, layer=layer) for layer in relatives(node)[1:])
    if "replace" in bounds.edits:
        entering, _ = shapes_at(root, site, shape)
        yield from (Replace(site=site, layer=layer) for layer in _layers(bounds, entering))
    if "insert" in bounds.edits:
        yield from _insertions(bounds, site, shape)


def _insertions(bounds: Bounds, site: str, shape: Shape) -> Iterator[AnyEdit]:
    entering, leaving = shapes_at(network(Subject(model=bounds.subject)), site, shape)
    yield from (Insert(site=site, layer=layer, where="before") for layer in _layers(bounds, entering))
    yield from (Insert(site=site, layer=layer) for layer in _layers(bounds, leaving))


def _layers(bounds: Bounds, shape: Shape) -> Iterator[Layer]:
    for name in bounds.layers:
        found = variants(LAYERS[name], shape)
        yield from found if bounds.every_option else found[:1]
