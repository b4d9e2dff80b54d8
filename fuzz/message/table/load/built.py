"""Networks that were built otherwise: another stem, parts that only one of them has, a part's prefix.

Each function gives the fields of one answer, or None where the keys speak of something else.
"""

import re
from collections.abc import Iterable

from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, common, count, some
from fuzz.message.table.load.names import HEADS, Fields, is_head, layers, of
from strategies.rule import shown

STEM = re.compile(
    r"^(?P<prefix>(?:(?!layer\d)\w+\.)*?)"
    r"(?P<layer>(?:conv1|bn1|conv2|bn2|conv3|bn3|stem|layer0|conv_stem|conv1_\d)\.(?:.+\.)?)"
    r"(?:weight|bias|running_mean|running_var|num_batches_tracked)$"
)
FOLLOWS = re.compile(r"^(?:\w+\.)*?layer1\.0\.")
LATER = re.compile(r"layer|decoder|neck|head|fpn|classifier|aux|proj")
"""Parts that come behind those that the file has: they were added."""
DEEP = 2
"""A stem of two convolutions or more is a deep one."""


def other_stem(told: Told) -> Fields:
    """Another stem: several convolutions where the other side has one, or the same under other names."""
    mismatch = of(told)
    keys = [key for key in mismatch.keys if not _in_head(key)]
    found = {key: STEM.match(key) for key in keys}
    if mismatch.cut or any(match is None and not FOLLOWS.match(key) for key, match in found.items()):
        return None
    if len({match["prefix"] for match in found.values() if match is not None}) != 1:
        return None
    model = [key for key in mismatch.missing if found.get(key)]
    file = [key for key in mismatch.unexpected if found.get(key)]
    # a kernel of another size is there on both sides
    both = [one.key for one in mismatch.resized if found.get(one.key) and len(one.file) == 4]
    if (not model and not file) or not (model or both) or not (file or both):
        return None
    model, file = [*both, *model], [*both, *file]
    convolutions = len(_convolutions(model)), len(_convolutions(file))
    deep = convolutions[0] != convolutions[1] and max(convolutions) >= DEEP
    return {
        "model": _stem(model, deep),
        "file": _stem(file, deep),
        "width": _width(mismatch),
        "heads": _heads(mismatch),
        "fix": _fix(model, file, convolutions, deep),
    }


def _fix(model: list[str], file: list[str], convolutions: tuple[int, int], deep: bool) -> str:
    if deep:
        what = "without the deep stem" if convolutions[0] > convolutions[1] else "with a deep stem"
        return (
            f"build the model {what}, as the checkpoint was (an option such as deep_base, deep_stem or"
            " stem_type, or another variant: resnet50d and resnet50c are those with a deep stem), or"
            " load weights that were made for the model's own stem. No renaming of keys helps: the"
            " shapes differ"
        )
    pairs = [
        *zip(_convolutions(file), _convolutions(model), strict=False),
        *zip(_normalisations(file), _normalisations(model), strict=False),
    ]
    renamed = ", ".join(f"{one} to {other}" for one, other in pairs)
    return (
        "build the model with the stem of the checkpoint; or, if the shapes of the convolutions are"
        f" equal, rename the keys before loading: {renamed}; if they aren't, leave the stem out, load"
        " the rest with strict=False and train the stem"
    )


def _convolutions(keys: list[str]) -> list[str]:
    """The layers that have a weight and no statistics."""
    normalised = set(_normalisations(keys))
    named = dict.fromkeys(key.rpartition(".")[0] for key in keys)
    return [one for one in named if one not in normalised]


def _normalisations(keys: list[str]) -> list[str]:
    counted = [key.rpartition(".")[0] for key in keys if key.endswith(("running_mean", "running_var"))]
    return list(dict.fromkeys(counted))


def _stem(keys: list[str], deep: bool) -> str:
    convolutions = _convolutions(keys)
    named = some(layers(keys), 6)
    if not deep or not convolutions:
        return named
    number = len(convolutions)
    return f"{number} convolution{'s' if number > 1 else ''} ({some(convolutions)})"


def _width(mismatch: Mismatch) -> str:
    for one in mismatch.resized:
        if one.key.endswith("bn1.weight") and "layer" not in one.key:
            return f", {one.model[0]} channels wide in the model and {one.file[0]} in the checkpoint"
    return ""


def _heads(mismatch: Mismatch) -> str:
    file = {key.rpartition(".")[0] for key in mismatch.unexpected if _in_head(key)}
    model = {key.rpartition(".")[0] for key in mismatch.missing if _in_head(key)}
    told = ""
    if file:
        told += f"; the checkpoint has the output layer {some(sorted(file))}, which the model has not"
    if model:
        told += f"; the model has the output layer {some(sorted(model))}, which the checkpoint has not"
    return told


def _in_head(key: str) -> bool:
    """Whether a key belongs to the output layers, or to what was put in front of them."""
    parts = key.split(".")
    return is_head(key) or (
        any(part in HEADS for part in parts) and not any(part.startswith("layer") for part in parts)
    )


def _apart(keys: Iterable[str]) -> list[str]:
    """The parts of keys that are neither of the output layer nor counters of BatchNorm."""
    own = [key for key in keys if not _in_head(key) and not key.endswith("num_batches_tracked")]
    return list(dict.fromkeys(_part(key) for key in own))


def _part(key: str) -> str:
    """The part of the network that a key belongs to, the block for one inside a stage."""
    found = re.match(r"(?:\w+\.)*?layer\d+\.\d+\.\w+", key)
    return found[0] if found else key.partition(".")[0]


def edited(told: Told) -> Fields:
    """Shapes that differ beside parts that only one side has."""
    mismatch = of(told)
    if not mismatch.resized:
        return None
    file, model = _apart(mismatch.unexpected), _apart(mismatch.missing)
    if not file and not model:
        return None
    first = min(mismatch.resized, key=lambda one: (is_head(one.key), not one.key.endswith("weight")))
    parts = [f"the checkpoint has {some(file, 5)}, which the model has not"] if file else []
    parts += [f"the model has {some(model, 5)}, which the checkpoint has not"] if model else []
    channels = ""
    if re.search(r"(?:^|\.)conv1\.weight$", first.key) and "layer" not in first.key:
        channels = f", with {first.file[1]} input channels"
    with_ = f", with {some(file, 5)}" if file else ""
    without = f", without {some(model, 5)}" if model else ""
    return {
        "parts": "; ".join(parts),
        "key": first.key,
        "file": shown(first.file),
        "model": shown(first.model),
        "options": f"{channels}{with_}{without}",
    }


def part_missing(told: Told) -> Fields:
    """All keys that are missing have one prefix, and what stands in the file isn't told."""
    mismatch = of(told)
    if mismatch.unexpected or mismatch.resized or not mismatch.missing or not mismatch.cut:
        return None
    prefix = f"{common(mismatch.missing)}."
    rest = {key.removeprefix(prefix) for key in mismatch.missing}
    whole = any(re.match(r"(?:conv1|stem)\.", key) for key in rest)
    whole = whole and any(re.match(r"(?:bn1|layer1)\.", key) for key in rest)
    if len(prefix) == 1 or LATER.search(prefix) or not whole:
        return None
    return {
        "prefix": prefix,
        "keys": some(mismatch.missing),
        "inner": "model." + prefix.rstrip("."),
        "first": next(iter(mismatch.missing)).removeprefix(prefix),
    }


NORM = re.compile(r"(?:bn\d*|norm\d*|downsample\.1)\.bias$")


CAFFE = re.compile(r"(?:\w+\.)*(?:conv1|stem\.conv1)\.bias")
"""What the weights of detectron and Caffe have in front of the first norm."""


def bias(told: Told) -> Fields:
    """Only biases of layers that are no norms and no heads, on one side alone."""
    mismatch = of(told)
    keys = (*mismatch.missing, *mismatch.unexpected)
    if mismatch.resized or mismatch.cut or not keys or (mismatch.missing and mismatch.unexpected):
        return None
    if not all(key.endswith(".bias") and not NORM.search(key) for key in keys):
        return None
    model = bool(mismatch.missing)
    wanted = "bias=False" if model else "bias=True"
    fix = (
        f"make the layer with {wanted}, as it was when the weights were saved: nn.Conv2d(..., {wanted})"
    )
    if not model and len(keys) == 1 and CAFFE.fullmatch(keys[0]):
        fix = (
            f"weights that were converted from Caffe have a bias of zeros there, that nothing needs:"
            f' leave it out, state.pop("{keys[0]}"), or ignore it where it is only a warning, as all the'
            f" rest is loaded; where state[{keys[0]!r}].abs().max() is not 0, {fix}"
        )
    return {
        "layers": some(key.rpartition(".")[0] for key in keys),
        "told": count(keys, mismatch.cut),
        "with_": "model" if model else "checkpoint",
        "without": "checkpoint" if model else "model",
        "fix": fix,
    }
