"""Messages of losses that expect class indices: cross-entropy and the negative log-likelihood."""

import re
from math import prod

from fuzz.message.answer import Answer
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss import class_weights, rows, shapes, unlike
from fuzz.message.table.loss.common import CROSS_ENTROPY, advised, entropy, loss_of, shows
from fuzz.message.words import check_loss, saying
from strategies.loss.classification import IGNORED_PROBABILITY, PROBABILITY_TYPE, SMOOTHING
from strategies.loss.common_rules import LOW_RANK, WEIGHTS
from strategies.loss.shape_rules import ONE_COLUMN, ONE_SAMPLE, extra_dimension, missing_dimension
from strategies.loss.value_rules import BEYOND_CLASSES
from strategies.rule import RuleViolated
from strategies.value import Shape

VOID = 255
"""The label of pixels that do not count, in the masks of Pascal VOC and Cityscapes."""


def _probabilities(told: Told) -> dict[str, str]:
    """What is to be said of a target of probabilities: torch takes none before 1.10, by its wording."""
    if "0D or 1D" in told.raised.message:
        said = "a target of probabilities is a float tensor of the very shape of the output"
    else:
        said = (
            "a target of probabilities, a float tensor of the shape of the output, is taken since torch"
            " 1.10 alone, and this message is of an older one (print(torch.__version__))"
        )
    return {"probabilities": said}


def _cosine(told: Told) -> bool:
    return loss_of(told) == "CosineEmbeddingLoss" or shows(told, r"cosine_?embedding")


TAKEN = re.compile(
    r"\b(?:\w{0,20}(?:out|pred)\w{0,20}|\w{0,20}logits?|y_?hat|scores?)\b(?:, ?\w{1,40})? ?="
    r"[^=\n]{0,200}(?:argmax|\bmax)\(|\b_, ?\w{1,40} ?= ?(?:torch\.)?max\("
)
"""The class indices that were taken of an output."""


def _same_shape(told: Told) -> dict[str, str]:
    """What to do about either tensor, the likelier one first."""
    target = (
        "where both are [N, C], pass class indices, target.argmax(1), for a one-hot target, or"
        " target.float() for probabilities"
    )
    output = (
        "where both are [N], pass the scores of the network, [N, C], not what argmax(), max(1)[1] or"
        " squeeze() made of them (for a single output nn.BCEWithLogitsLoss)"
    )
    taken = any(TAKEN.search(line) for line in (*told.shown, *told.rest.splitlines()))
    return {"advice": f"{output}; {target}" if taken else f"{target}; {output}"}


def _places(told: Told) -> None:
    batch, *rest = told.shape("wanted")
    check_loss("CrossEntropyLoss", (batch, rows.CLASSES, *rest), told.shape("target"), "int64")


def _placed(told: Told) -> dict[str, str] | None:
    fix = shapes.indices(told.shape("wanted"), told.shape("target"))
    return {"advice": fix} if fix else None


def _axis_too_many(told: Told) -> dict[str, str] | None:
    wanted, target = told.shape("wanted"), told.shape("target")
    if not unlike.axis_too_many(wanted, target):
        return None
    scores = ", ".join(map(str, wanted))
    return {"classes": str(wanted[1]), "scores": scores, "target": ", ".join(map(str, target))}


def _maps(told: Told) -> None:
    check_loss("CrossEntropyLoss", told.shape("output"), told.shape("target"), "int64")


def _mapped(told: Told) -> dict[str, str] | None:
    output = told.shape("output")
    fix = shapes.indices((*output[:1], *output[2:]), told.shape("target"))
    return {"advice": fix} if fix else None


def _counted(told: Told) -> None:
    raise RuleViolated(BEYOND_CLASSES, "C", told.text("target"))


def _index(told: Told) -> Answer | None:
    index = told.number("target")
    if index == VOID:
        fix = (
            f"use nn.CrossEntropyLoss(ignore_index={VOID}), if {VOID} marks pixels that do not count; or"
            " else number the classes from 0"
        )
    elif index < 0:
        fix = (
            f"number the classes from 0, or use ignore_index={index} if this label does not count: print"
            "(target.min(), target.max())"
        )
    else:
        fix = shapes.index(index)
    return advised(asked("loss", entropy, _counted), fix, told)


def _dimensions(told: Told) -> int:
    """The number of dimensions of the target of a map, which some releases tell by its sizes."""
    return told.number("rank") if "rank" in told else len(told.shape("target"))


def _colours(target: Shape) -> str:
    """The fix for masks with the channels of an image; "" for those with another number of planes."""
    channels = next((n for n in (target[-1], target[1]) if n in (3, 4)), 0)
    if len(target) != len("NCHW") or not channels:
        return ""
    kind = "RGB" if channels == 3 else "RGBA"
    one_hot = f"; if they are one-hot planes of {channels} classes, target.argmax(1)"
    return (
        f"the masks were read as {kind} images: read them with one channel, Image.open(path) of a mask"
        f" with"
        " a palette or .convert('L'), and map grey values or colours to class indices, [N, H, W]"
        f"{one_hot if target[1] == channels else ''}"
    )


def _of_map(told: Told) -> Answer | None:
    rank = _dimensions(told)
    if rank == 1:
        rule, got = ONE_SAMPLE, "[N]"
        fix = (
            "for one class per image, pool and flatten the output of shape [N, C, H, W]: nn."
            "AdaptiveAvgPool2d(1) and nn.Flatten() before the last Linear; for segmentation, pass masks"
            " of shape [N, H, W]"
        )
    elif rank == 2:
        rule, got = missing_dimension(what="class indices"), "two dimensions"
        fix = "keep the dimensions of the masks: target of shape [N, H, W], as in mask.unsqueeze(0)"
    elif rank >= 4:
        rule, got = (
            extra_dimension(what="class indices"),
            f"[N, 1, H, W] or the like ({rank} dimensions)",
        )
        fix = _colours(told.shape("target")) if "target" in told else ""
        fix = fix or (
            "remove the channel of the mask: target.squeeze(1) for [N, 1, H, W], target.argmax(1) for"
            " one-hot [N, C, H, W]; a mask in RGB colours has to be mapped to class indices"
        )
    else:
        return None
    sizes = f"{list(told.shape('target'))}" if "target" in told else got
    return advised(asked("loss", entropy, saying(rule, "[N, H, W]", sizes)), fix, told)


def _deep_weights(told: Told) -> dict[str, str] | None:
    """As many weights as there are classes, in more dimensions than one."""
    got, classes = told.shape("got"), told.number("classes")
    return {} if len(got) > 1 and prod(got) == classes else None


def _weights(told: Told) -> None:
    classes = told.number("classes")
    WEIGHTS.require(told.shape("got") == (classes,), f"[{classes}]", told.shape("got"))


READINGS = (
    reading(
        "Expected 1 or more dimensions (got {rank:number})",
        answers=(
            asked(
                "loss",
                "NLLLoss",
                saying(LOW_RANK, "1 or more dimensions", "{rank}"),
                when=lambda told: told.number("rank") == 0,
            ),
        ),
    ),
    reading(
        "input batch_size ({output:number}) to match target batch_size ({target:number})",
        # torch 0.4 to 1.9
        "Expected input batch_size ({output:number}) to match target batch_size ({target:number}).",
        answers=(rows.of_batch,),
    ),
    reading(
        "Expected target size {wanted:shape}, got {target:sizes}",
        answers=(
            asked(
                "loss",
                entropy,
                _places,
                cause="CrossEntropyLoss got an output of three dimensions and a target of one,"
                " [{target}]: with an output [N, C, d] it expects a class index for each of the d"
                " positions, [{wanted}]",
                fix="{advice}",
                when=lambda told: len(told.shape("wanted")) == 2 > len(told.shape("target")),
                more=_placed,
            ),
            asked(
                "loss",
                entropy,
                _places,
                cause="the target, [{target}], has a dimension less than the output gives places for,"
                " [{wanted}]: the output has one too many, so that its {classes} classes stand in"
                " dimension 2, where they are taken for a side of the image",
                fix="give the output as [{scores}]: leave out an unsqueeze() in front of the loss, or"
                " output.squeeze(1); the target is right as it is",
                more=_axis_too_many,
            ),
            asked("loss", entropy, _places, fix="{advice}", more=_placed),
            asked("loss", entropy, _places),
        ),
    ),
    reading(
        "size mismatch (got input: {output:shape} , target: {target:shape}",
        # https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THNN/generic/SpatialClassNLLCriterion.c
        "input and target batch or spatial sizes don't match: target {target:shape}, input"
        " {output:shape}",
        answers=(
            asked("loss", entropy, _maps, fix="{advice}", more=_mapped),
            asked("loss", entropy, _maps),
        ),
    ),
    reading(
        "Expected floating point type for target with class probabilities",
        answers=(
            asked(
                "loss",
                entropy,
                saying(PROBABILITY_TYPE, "[N, ...]", "[N, C, ...]"),
                cause="CrossEntropyLoss got a target of the very shape of its input, which it takes"
                " for probabilities of classes, and these are floats; but the target holds integers:"
                " either it is one-hot, [N, C, ...], or the input has lost its dimension of classes,"
                " and both are [N, ...]",
                fix="print(output.shape, target.shape): {advice}",
                more=_same_shape,
            ),
        ),
    ),
    reading(
        "multi-target not supported",
        "1D target tensor expected",
        answers=(
            asked(
                "loss",
                entropy,
                saying(ONE_COLUMN, "[N]", "[N, ...]"),
                when=lambda told: not _cosine(told),
                fix="print(target.shape): for [N, 1] pass target.squeeze(1), for one-hot [N, C] pass"
                " target.argmax(1); {probabilities}",
                more=_probabilities,
            ),
        ),
    ),
    reading(
        # 1.2 and later tell the sizes, earlier ones the number of dimensions
        "only batches of spatial targets supported (3D tensors) but got targets of dimension:"
        " {rank:number}",
        "only batches of spatial targets supported (3D tensors) but got targets of size: :"
        " {target:shape}",
        "only batches of spatial targets supported (non-empty 3D tensors) but got targets of size: :"
        " {target:shape}",
        answers=(_of_map,),
    ),
    reading(
        "For 1D input, 1D target must have size 1, but got target size: {got:number}",
        answers=(
            plain(
                "loss.one_dimension",
                cause="the output has one dimension, that of the classes of one sample, but the target"
                " has {got} class indices: the output lost its batch or class dimension",
                fix="pass an output of shape [N, C]: leave out squeeze(), flatten(0) or view(-1) behind"
                " the network",
                page=CROSS_ENTROPY,
            ),
        ),
    ),
    reading(
        "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
        # 0.3 and 0.4
        "dimension out of range (expected to be in range of [-1, 0], but got 1)",
        answers=(
            asked(
                "loss",
                "CrossEntropyLoss",
                saying(LOW_RANK, "2D", "1D"),
                when=lambda told: loss_of(told) in ("CrossEntropyLoss", "NLLLoss"),
                fix="pass an output of shape [N, C]: leave out squeeze(), output[0] or view(-1), which"
                " remove a dimension (squeeze() removes the batch of a single sample too); for one"
                " sample, output.unsqueeze(0)",
            ),
        ),
    ),
    reading(
        "Target {target:number} is out of bounds",
        answers=(_index,),
    ),
    reading(
        "weight tensor should be defined either for all {classes:number} classes or no classes but got"
        " weight tensor of shape: {got:shape}",
        answers=(
            asked(
                "loss",
                entropy,
                _weights,
                fix="there is a weight for each of the {classes} classes, only in more dimensions than"
                " one: weight.squeeze(), or weight.view(-1), of shape [{classes}]",
                more=_deep_weights,
            ),
            asked(
                "loss",
                entropy,
                _weights,
                fix="{advice}",
                more=lambda told: {"advice": class_weights.advice(told)},
            ),
        ),
    ),
    reading(
        "weight tensor should be defined either for all or no classes",
        answers=(asked("loss", entropy, saying(WEIGHTS, "[C]", "another shape")),),
    ),
    reading(
        "label_smoothing must be between 0.0 and 1.0. Got: {got:name}",
        answers=(asked("loss", "CrossEntropyLoss", saying(SMOOTHING, "between 0 and 1", "{got}")),),
    ),
    reading(
        "ignore_index is not supported for floating point target",
        answers=(
            asked("loss", "CrossEntropyLoss", saying(IGNORED_PROBABILITY, "none", "a class index")),
        ),
    ),
    reading(
        "only batches of spatial inputs supported (4D tensors), but got input of dimension:"
        " {rank:number}",
        answers=(
            plain(
                "loss.spatial_input",
                cause="nll_loss2d expects an output of shape [N, C, H, W] for masks of shape [N, H, W],"
                " but got an output with {rank} dimensions",
                fix="keep the batch dimension of the output, and do not flatten it",
                page=CROSS_ENTROPY,
            ),
        ),
    ),
)
