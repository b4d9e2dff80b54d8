"""Size mismatches: of the output layer, of the first convolution, and any other.

The cause is a rule of the contract; what to do depends on which layer it is, so that is written here.
"""

import re

from msgspec.structs import replace

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked
from fuzz.message.state_dict import Mismatch, Resized, parse
from fuzz.message.table.load.names import is_head
from strategies.contract.load import size_violated
from strategies.rule import shown
from strategies.value import Shape

RGB = 3
LENIENT = "strict=False alone doesn't skip a size mismatch"
SWAPPED = (
    " (torch 0.4.1 names the two the wrong way round in this message: the shape that it calls the"
    " checkpoint's is the model's; print state[key].shape to see)"
)


def _first(told: Told) -> Resized:
    return min(parse(told.raised.message).resized, key=lambda one: not one.key.endswith("weight"))


def _ask(told: Told) -> None:
    first = _first(told)
    raise size_violated(first.key, first.model, first.file)


def _resized(told: Told) -> Mismatch | None:
    mismatch = parse(told.raised.message)
    return mismatch if mismatch.resized else None


NEXT = re.compile(r"(?:^|\.)layer1\.0\.conv1\.weight$")
"""The first convolution behind the stem of a ResNet."""

_ANSWER = asked("load", "load", _ask)
_LIKELY = asked("load", "load", _ask, confidence="likely")


def HEAD(told: Told) -> Answer | None:  # noqa: N802 - it stands among the answers of a table
    """Another number of classes."""
    mismatch = _resized(told)
    if mismatch is None or not all(is_head(one.key) for one in mismatch.resized):
        return None
    weight = _first(told)
    layer = weight.key.rpartition(".")[0]
    other_features = len(weight.file) == 2 and weight.file[1:] != weight.model[1:]
    if len(weight.file) != len(weight.model) or not layer:
        return None
    heads = sorted({one.key.rpartition(".")[0] for one in mismatch.resized})
    start = ", ".join(f'"{one}."' for one in heads)
    start = f"({start})" if len(heads) > 1 else start
    if other_features:
        return filled(
            told,
            f"{layer} takes {weight.model[-1]} features in the model and {weight.file[-1]} in the"
            " checkpoint, so the networks before it differ as well: build the one that the weights"
            " are of,"
            f" or leave {layer} out of the state dict and load the rest with strict=False. " + LENIENT,
        )
    made = weight.file[0]
    return filled(
        told,
        f"build the model with the {made} outputs of the checkpoint, load, and replace {layer}"
        f" after that;"
        " or load all but the output layer: model.load_state_dict({k: v for k, v in state.items() if not"
        f" k.startswith({start})}}, strict=False). {LENIENT}",
    )


def CHANNELS(told: Told) -> Answer | None:  # noqa: N802
    """Another number of input channels of the first convolution."""
    mismatch = _resized(told)
    first = _conv1(mismatch)
    if first is None or first.file[2:] != first.model[2:] or first.file[0] != first.model[0]:
        return None
    ours, theirs = first.model[1], first.file[1]
    if ours == 1:
        adapt = f'state["{first.key}"] = state["{first.key}"].sum(1, keepdim=True)'
    elif theirs == 1:
        adapt = f'state["{first.key}"] = state["{first.key}"].repeat(1, {ours}, 1, 1) / {ours}'
    else:
        adapt = f"copy the {min(ours, theirs)} channels that both have, and initialize any others"
    if theirs == RGB:
        first_load = "load the weights before conv1 is replaced and fill the new conv1 from the old one"
    else:
        first_load = (
            f"give the model a conv1 of {theirs} channel{'s' * (theirs > 1)} before it is loaded, as the"
            f" network had that was saved: model.conv1 = nn.Conv2d({theirs}, {first.model[0]},"
            f" kernel_size={first.model[2]}, stride=2, padding={first.model[2] // 2}, bias=False)"
        )
    return filled(
        told,
        f"conv1 takes {ours} channel{'s' * (ours > 1)} in the model and {theirs} in the"
        f" checkpoint: {first_load}; or adapt the weight: {adapt}."
        f" {LENIENT}",
    )


def STEM(told: Told) -> Answer | None:  # noqa: N802
    """Another kernel of the first convolution: 7 x 7 for ImageNet, 3 x 3 for CIFAR."""
    mismatch = _resized(told)
    first = _conv1(mismatch)
    if first is None or first.file[2:] == first.model[2:] or first.file[0] != first.model[0]:
        return None
    file, model = shown(first.file[2:]), shown(first.model[2:])
    return filled(
        told,
        f"the first convolution has a {model} kernel in the model and {file} in the checkpoint (3 x 3 is"
        " the stem for CIFAR, 7 x 7 the one for ImageNet): build the model with the checkpoint's"
        " stem, or"
        f' delete "{first.key}" from the state dict, load the rest with strict=False and train the stem.'
        f" {LENIENT}",
    )


def VARIANT(told: Told) -> Answer | None:  # noqa: N802
    """A stem of another kernel and width: a variant for another size of images."""
    mismatch = _resized(told)
    stems = [one for one in (mismatch.resized if mismatch else ()) if _is_stem(one)]
    if not stems or stems[0].file[2:] == stems[0].model[2:]:
        return None
    first = stems[0]
    after = _behind(mismatch)
    sides = (("model", first.model, after[0]), ("checkpoint", first.file, after[1]))
    stem = ", ".join(
        f"the {side} begins with a {shown(shape[2:])} convolution of {shape[0]} channels"
        f"{_variant(shape, after)}"
        for side, shape, after in sides
    )
    return filled(
        told,
        f"the two are different variants: {stem}. Build the variant that the weights are of (an option"
        " such as the dataset, the stem type or the width), or load weights of the model's own variant."
        f" {LENIENT}",
    )


def _behind(mismatch: Mismatch | None) -> tuple[int, int]:
    """The channels that the first block takes in the model and in the checkpoint; 0 where they fit."""
    for one in mismatch.resized if mismatch else ():
        if NEXT.search(one.key) and min(len(one.model), len(one.file)) > 1:
            return one.model[1], one.file[1]
    return 0, 0


def _variant(shape: Shape, after: int) -> str:
    """What a stem is, by its kernel and by the channels that the first block takes."""
    kernel = set(shape[2:])
    if kernel == {3} and after > shape[0]:
        return f" (the first of a deep stem of several, which ends in {after} channels)"
    return " (the ImageNet stem)" if kernel == {7} else " (a CIFAR stem)" if kernel == {3} else ""


def ANY(told: Told) -> Answer | None:  # noqa: N802
    """Any other layer."""
    mismatch = _resized(told)
    if mismatch is None:
        return None
    layers = {one.key.rpartition(".")[0] for one in mismatch.resized}
    if len(layers) > 2 or mismatch.cut:
        fix = (
            f"{len(layers)}{' or more' if mismatch.cut else ''} layers have other shapes: build"
            f" the model"
            " with the options that the checkpoint was saved with (depth, width, groups, channels), or"
            f" load weights of this model. {LENIENT}"
        )
        return replace(answer, fix=fix + _swapped(told)) if (answer := _LIKELY(told)) else None
    return filled(
        told,
        "build the model as it was when the weights were saved and change it after loading, or leave out"
        f" the keys whose shapes differ and load the rest with strict=False. {LENIENT}",
    )


def _conv1(mismatch: Mismatch | None) -> Resized | None:
    """The first convolution, where it is the only layer but for the head whose shape differs."""
    if mismatch is None:
        return None
    bodies = [one for one in mismatch.resized if not is_head(one.key)]
    if len(bodies) != 1 or len(bodies[0].file) != 4 or len(bodies[0].model) != 4:
        return None
    return bodies[0] if _is_stem(bodies[0]) else None


def _is_stem(one: Resized) -> bool:
    """Whether it is the weight of the first convolution of a network."""
    named = re.search(r"^(?:\w+\.)*?(?:conv1(?:\.0)?|conv_stem|stem\.\w+(?:\.\w+)*|0)\.weight$", one.key)
    inside = re.search(r"layer|block|stage|\bs\d|res\d", one.key)
    return bool(named) and not inside and len(one.file) == len(one.model) == 4


def filled(told: Told, fix: str) -> Answer | None:
    """The violation of the first shape that differs, with this fix, and what is to be said of heads."""
    answer = _ANSWER(told)
    heads = sorted(
        {one.key.rpartition(".")[0] for one in parse(told.raised.message).resized if is_head(one.key)}
    )
    if answer and heads and answer.wanted.split(".")[0] not in heads:
        fix += (
            f". The output layer {', '.join(heads)} has another number of classes: leave it out as well"
        )
    return replace(answer, fix=fix + _swapped(told)) if answer else None


def _swapped(told: Told) -> str:
    return SWAPPED if "copying a param of" in told.raised.message else ""
