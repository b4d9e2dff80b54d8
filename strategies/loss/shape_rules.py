"""Rules of many kinds of losses about the shape of the target: what is wrong with it decides on the
repair, so that a rule has as many forms as there are ways to get a shape wrong."""

from collections.abc import Callable
from functools import lru_cache
from math import prod
from typing import Any, Literal

from strategies.loss.target import Target
from strategies.repair import (
    WANTED,
    Argmax,
    Before,
    KeepBatch,
    Repair,
    SetOutputs,
    SetTarget,
    TakeOut,
    Together,
)
from strategies.rule import Rule, TensorSpec, shown
from strategies.value import INTEGRAL, Shape

SHAPED = SetTarget("shape", WANTED)
ARGMAX = Argmax(WANTED)
INDICES = Together((SHAPED, SetTarget("dtype", "int64"), SetTarget("values", "classes")))
ONE_HOT = Together((SHAPED, SetTarget("values", "onehot"), SetTarget("dtype", "float32")))
"""The vectors of class indices that are 0 and 1 in turn."""

ONE_FOR_EACH = Repair("pass a target of shape {wanted}", SHAPED)
LABELS = "labels"
CLASS_INDICES = "class indices"
"""What a target of one element for each sample is called."""


def _a_rule(name: str, cause: str) -> Callable[..., Rule]:
    """The form of a shared rule for some repairs, of which there are few."""

    @lru_cache(maxsize=256)
    def form(*repairs: Repair, **words: Any) -> Rule:
        said = cause
        for word, text in words.items():
            said = said.replace(f"<{word}>", text)
        return Rule(name, said, repairs, shared=True)

    return form


same_shape = _a_rule(
    "same_shape", "{layer} expects a target of the shape of its input, {wanted}, but got {got}"
)
extra_dimension = _a_rule(
    "extra_dimension",
    "{layer} expects <what> of shape {wanted}, but got a target of shape {got}, which has too many"
    " dimensions",
)
missing_dimension = _a_rule(
    "missing_dimension",
    "{layer} expects <what> of shape {wanted}, but got a target of shape {got}, which has too few"
    " dimensions",
)
index_size = _a_rule(
    "index_size", "{layer} expects <what> of shape {wanted}, but got a target of shape {got}"
)
unbatched_output = _a_rule(
    "unbatched_output",
    "{layer} expects <what> of shape {wanted} for an input without a batch dimension, but got a target"
    " of shape {got}",
)
batch = _a_rule(
    "batch",
    "{layer} expects a target with the batch size of its input, {wanted}, but got batch size {got}",
)

FLATTENED = Repair(
    "keep the batch dimension: x.flatten(1) in place of the view() or flatten(0, 1) that merges another"
    " dimension into it",
    KeepBatch(),
)
UNMERGED = Repair(
    "keep the batch dimension: leave out the layer that changes it",
    TakeOut(("View", "Flatten", "Permute", "Unsqueeze", "Squeeze", "Mean")),
)
AVERAGED = {
    3: Repair("average the output over its last dimension: output.mean(2)", Before("Mean", {"dim": 2})),
    4: Repair(
        "pool and flatten the output: nn.AdaptiveAvgPool2d(1) and nn.Flatten()",
        Together((Before("AdaptiveAvgPool2d", {"output_size": 1}), Before("Flatten"))),
    ),
}
"""What makes one score for each class of an output of three and of four dimensions."""

FLAT_OUTPUT = Repair("flatten the output: output.flatten(1)", Before("Flatten"))

SQUEEZED = Repair("remove a dimension of the target: target.squeeze(1)", SHAPED)
OF_VECTORS = Repair("pass class indices: target.argmax(1)", ARGMAX)
ONE_COLUMN = extra_dimension(SQUEEZED, OF_VECTORS, what=CLASS_INDICES)
ONE_SAMPLE = missing_dimension(AVERAGED[4], ONE_FOR_EACH, what=CLASS_INDICES)
"""The forms of messages that don't say all sizes."""


Labels = Literal["indices", "numbers", "sets"]
"""What a target of one label for each sample holds, where a loss expects one for each output: class
indices, which can be one-hot encoded; numbers, one for each sample; or the first of the classes of each
sample."""


def alike(output: TensorSpec, target: Target, labels: Labels = "indices") -> None:
    """Raise `RuleViolated` unless the target has the shape of the output."""
    if target.shape != output.shape:
        repairs = _to_the_shape(output.shape, target, labels)
        same_shape(*repairs).reject(output.shape, target.shape)


def _to_the_shape(wanted: Shape, target: Target, labels: Labels) -> tuple[Repair, ...]:
    if prod(wanted) == prod(target.shape):
        return (Repair(_as_view(target.shape, wanted), SHAPED),)
    return (*_to_vectors(wanted, target, labels), ONE_FOR_EACH)


def _as_view(shape: Shape, wanted: Shape) -> str:
    """How a target of as many elements gets the shape of the output."""
    new, gone = _added(shape, wanted), _added(wanted, shape)
    if new is not None:
        return f"add a dimension to the target: target.unsqueeze({new})"
    if gone is not None:
        return f"remove a dimension of the target: target.squeeze({gone})"
    if shape == wanted[::-1]:
        order = ", ".join(map(str, reversed(range(len(shape)))))
        return f"transpose the target: target.{'T' if len(shape) == 2 else f'permute({order})'}"
    return "reshape the target: target.view_as(output)"


def _added(shape: Shape, wanted: Shape) -> int | None:
    """The dimension of size 1 that a shape has more than another, if that is all: the last such."""
    return next(
        (
            axis
            for axis in reversed(range(len(wanted)))
            if wanted[axis] == 1 and wanted[:axis] + wanted[axis + 1 :] == shape
        ),
        None,
    )


def _to_vectors(wanted: Shape, target: Target, labels: Labels) -> tuple[Repair, ...]:
    """Class indices become vectors; or else the network returns what the target holds."""
    if len(wanted) < 2:
        return ()
    shape, places = target.shape, (wanted[0], *wanted[2:])
    column = shape == (*places, 1)
    if shape == places or column:
        encodable = target.dtype in INTEGRAL and target.values == "classes" and wanted[1] > 1
        if labels == "indices" and encodable:
            return (Repair(_encoded(wanted, column=column), ONE_HOT),)
        if len(wanted) == 2 and labels != "sets":
            return (_single(wanted[0], column=column),)
    if len(wanted) == len(shape) == 2 and shape[0] == wanted[0] and shape[1] > 0:
        outputs = f"{shape[1]} output{'s' * (shape[1] > 1)}"
        text = f"give the last layer {outputs}, as many as the target has for each sample"
        return (Repair(text, SetOutputs(shape[1])),)
    if shape[1:] == wanted[1:]:
        return (Repair("pass one target for each sample, of shape {wanted}", SHAPED),)
    return ()


def _encoded(wanted: Shape, *, column: bool) -> str:
    rank = len(wanted)
    indices = "target.squeeze(1)" if column and rank == 2 else "target"
    order = f".permute({', '.join(map(str, (0, rank - 1, *range(1, rank - 1))))})" if rank > 2 else ""
    return f"one-hot encode the class indices: F.one_hot({indices}, {wanted[1]}){order}.float()"


def _single(samples: int, *, column: bool) -> Repair:
    """One output for a target of one value for each sample."""
    one, text = SetOutputs(1), "give the last layer 1 output, for the one value that each sample has"
    if column:
        return Repair(text, one)
    along = Together((one, SetTarget("shape", (samples, 1))))
    return Repair(f"{text}, and use target.unsqueeze(1)", along)


def one_label(output: TensorSpec, target: Target, wanted: Shape, what: str = CLASS_INDICES) -> None:
    """Raise `RuleViolated` unless a target has the shape ``wanted``, one label for each sample of the
    output, or for each place in it. ``what`` is what the labels are called."""
    shape = target.shape
    if shape == wanted:
        return
    left = _of_shape(what)
    if len(output.shape) < 2:
        repairs = (*_as_a_batch(output.shape, shape), *left)
        unbatched_output(*repairs, what=what).reject(wanted, shape)
    if len(shape) == len(wanted) and shape[0] != wanted[0]:
        each = f"pass one target for each sample, of shape {shown(wanted)}"
        repair = Repair(each, SetTarget("shape", wanted))
        batch(FLATTENED, UNMERGED, repair).reject(wanted[0], shape[0])
    if len(shape) > len(wanted):
        extra_dimension(*_with_fewer(target, wanted, what), *left, what=what).reject(wanted, shape)
    if len(shape) < len(wanted):
        repairs = (*_with_more(output.shape, shape, wanted), *left)
        missing_dimension(*repairs, what=what).reject(wanted, shape)
    repairs = (*_classes_last(output.shape, shape), *_resized(shape), *left)
    index_size(*repairs, what=what).reject(wanted, shape)


def _classes_last(output: Shape, target: Shape) -> tuple[Repair, ...]:
    """Where there is a label for all but the last dimension of the output, that has the classes."""
    if target != output[:-1]:
        return ()
    dims = (0, len(output) - 1, *range(1, len(output) - 1))
    text = "move the classes, which are last, to dimension 1: output.movedim(-1, 1)"
    return (Repair(text, Before("Permute", {"dims": dims})),)


def _of_shape(what: str) -> tuple[Repair, ...]:
    """Another target, where none of the old one's labels can be had by reshaping it."""
    same = Repair(f"pass {what} of shape {{wanted}}", SHAPED)
    if what != CLASS_INDICES:
        return (same,)
    return (same, Repair(f"pass {what} of shape {{wanted}} and dtype int64", INDICES))


def _as_a_batch(output: Shape, shape: Shape) -> tuple[Repair, ...]:
    """The dimension that an output lost: that of the batch, or that of the classes."""
    if shape == (1,):
        return (Repair("add the batch dimension: output.unsqueeze(0)", Before("Unsqueeze", {"dim": 0})),)
    if shape == output:
        return (
            Repair(
                "keep the dimension of the classes: leave out the squeeze() or mean() that removes it",
                TakeOut(("Squeeze", "Mean", "Flatten", "View")),
            ),
        )
    return ()


def _with_fewer(target: Target, wanted: Shape, what: str) -> tuple[Repair, ...]:
    """Labels without a dimension of size 1, or those that vectors stand for."""
    shape = target.shape
    gone = _added(wanted, shape)
    if gone is not None:
        return (Repair(f"remove a dimension of the target: target.squeeze({gone})", SHAPED),)
    if prod(shape) == prod(wanted):
        sizes = "flatten()" if len(wanted) == 1 else f"view({', '.join(map(str, wanted))})"
        return (Repair(f"reshape the target: target.{sizes}", SHAPED),)
    if what == CLASS_INDICES and (shape[0], *shape[2:]) == wanted:
        return (OF_VECTORS,)
    return ()


def _with_more(output: Shape, shape: Shape, wanted: Shape) -> tuple[Repair, ...]:
    """One score for each class where there is one label for each sample."""
    if shape == wanted[:1] and len(output) > 2:
        return (
            (FLAT_OUTPUT,) if prod(output[2:]) == 1 else tuple(filter(None, [AVERAGED.get(len(output))]))
        )
    new = _added(shape, wanted)
    if new is not None:
        return (Repair(f"add a dimension to the target: target.unsqueeze({new})", SHAPED),)
    return ()


def _resized(shape: Shape) -> tuple[Repair, ...]:
    """An output with as many places as there are labels."""
    if len(shape) != 3 or 0 in shape:
        return ()
    size = {"size": shape[1:]}
    text = "resize the output to the target: F.interpolate(output, size=target.shape[1:])"
    return (Repair(text, Before("Upsample", size)),)
