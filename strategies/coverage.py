"""Coverage: the pairs of things that cases try together, and those that there are to try.

Four groups of pairs: an edit and the part of the network that it is made in, a layer and the part
that it is inserted in, a property of the input (such as its height) and its value, a loss and its
options or the dtype or values of its target.
"""

from functools import lru_cache
from typing import get_args

from strategies.case import Case
from strategies.input import INPUT_VALUES, Input, Layout
from strategies.layer import LAYERS
from strategies.loss import LOSSES
from strategies.loss.kind import BELOW_CLASSES
from strategies.loss.pairing import Pairing
from strategies.loss.target import TARGET_VALUES
from strategies.network.model import HEAD, PARTS, STAGES, STEM, Model
from strategies.network.models import model_of
from strategies.surgery import AnyEdit, Extract, Insert, Remove, Replace, Truncate
from strategies.value import DTYPES

Pair = tuple[str, str, str]
"""A group ("edit", "layer", "input", "loss") and the two things that are tried together."""

AREAS = ("stem", *STAGES, "head")
WHOLE = "whole network"

AXES = ("batch", "channels", "height", "width")
SIZES = (0, 1, 2, 3, 6, 7, 8, 15, 16, 17, 31, 32, 33, 48, 63, 64, 65, 128, 223, 224, 225)
COMMON = {"batch": (0, 1, 2, 3, 4, 32), "channels": (0, 1, 2, 3, 4, 6, 32, 64)}


def area_of(site: str, model: Model) -> str:
    """The area of a ResNet that a site of a model belongs to; "" where it belongs to none."""
    part = model.part_of(site)
    if part in STEM:
        return "stem"
    if part in HEAD or site.partition(".")[0] == "head":  # set there to no effect, it is meant as one
        return "head"
    return part if part else WHOLE if not site else ""


def pairs_of(case: Case) -> list[Pair]:
    """The pairs that a case tries, whatever its loss and target; only those of `every_pair`."""
    model = model_of(case.subject)
    pairs = [pair for edit in case.edits for pair in _of_edit(edit, model)]
    pairs.extend(_of_input(case.input))
    known = every_pair()
    return [pair for pair in pairs if pair in known]


@lru_cache(maxsize=4096)
def _of_edit(edit: AnyEdit, model: Model) -> tuple[Pair, ...]:
    if isinstance(edit, Truncate):
        return (("edit", "truncate", f"last {edit.drop}"),)
    area, tag = area_of(edit.site, model), str(edit.__struct_config__.tag)
    if isinstance(edit, Extract):
        return (("edit", tag, model.part_of(edit.site)),)
    kind = f"{tag} {edit.how}" if isinstance(edit, Remove) else tag
    found: tuple[Pair, ...] = (("edit", kind, area),)
    if isinstance(edit, Insert | Replace):
        found += (("layer", edit.layer.kind, area),)
    return found


@lru_cache(maxsize=4096)
def _of_input(tensor: Input) -> tuple[Pair, ...]:
    named = (("rank", len(tensor.shape)), ("type", tensor.dtype), ("layout", tensor.layout))
    sizes = zip(AXES, tensor.shape, strict=True) if len(tensor.shape) == len(AXES) else ()
    values = (("values", tensor.values), *named, *sizes)
    return tuple(("input", name, str(value)) for name, value in values)


@lru_cache(maxsize=1)
def every_pair() -> frozenset[Pair]:
    """Every pair that there is to try, except those of a loss (see `every_loss_pair`)."""
    removals = tuple(f"remove {how}" for how in ("identity", "none", "delete"))
    kinds = (*removals, "replace", "insert", "assign")
    pairs: list[Pair] = [("edit", kind, area) for kind in kinds for area in AREAS]
    pairs += [("edit", "insert", WHOLE)]
    pairs += [("edit", "truncate", f"last {drop}") for drop in range(1, 10)]
    pairs += [("edit", "extract", name) for name in PARTS]
    pairs += [("layer", kind, area) for kind in LAYERS for area in (*AREAS, WHOLE)]
    pairs += [("input", "rank", str(rank)) for rank in range(6)]
    pairs += [("input", "type", dtype) for dtype in DTYPES]
    pairs += [("input", "layout", layout) for layout in get_args(Layout)]
    pairs += [("input", "values", values) for values in INPUT_VALUES]
    pairs += [("input", axis, str(size)) for axis in AXES for size in COMMON.get(axis, SIZES)]
    return frozenset(pairs)


@lru_cache(maxsize=1)
def every_loss_pair() -> frozenset[Pair]:
    """Every loss with every dtype and kind of values of a target, and with each of its options."""
    pairs: list[Pair] = [("loss", loss, w) for loss in LOSSES for w in (*DTYPES, *TARGET_VALUES)]
    pairs += [("loss", name, option.name) for name, kind in LOSSES.items() for option in kind.options]
    return frozenset(pairs) - {pair for pair in pairs if _unsafe(*pair)}


def _unsafe(_: str, loss: str, what: str) -> bool:
    return what in TARGET_VALUES and LOSSES[loss].unchecked and what not in BELOW_CLASSES


@lru_cache(maxsize=1024)
def loss_pairs(pairings: tuple[Pairing, ...]) -> frozenset[Pair]:
    """The pairs of `every_loss_pair` that some pairings try."""
    tried = {("loss", loss.kind, what) for loss, t in pairings for what in (t.dtype, t.values)}
    tried |= {("loss", loss.kind, name) for loss, _ in pairings for name in loss.options}
    return frozenset(tried) & every_loss_pair()
