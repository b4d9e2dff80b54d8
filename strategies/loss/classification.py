"""Losses over classes: one right class, several right classes, or a distribution over them."""

from strategies.layer import Layer
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes
from strategies.loss.target import Target, alike, indices, per_sample
from strategies.value import Shape

WEIGHT = LossOption(name="weight", lengths=classes)
IGNORE_INDEX = LossOption(name="ignore_index", values=(0, 1, -1, 255))


def _indices_or_probabilities(shape: Shape) -> tuple[Target, ...]:
    return (*indices(shape), *alike("onehot", "probabilities")(shape))


KINDS = (
    LossKind(
        name="CrossEntropyLoss",
        options=(
            WEIGHT,
            REDUCTION,
            IGNORE_INDEX,
            LossOption(name="label_smoothing", values=(0.1, 1.0, 1.5, -0.1)),
        ),
        targets=_indices_or_probabilities,
    ),
    LossKind(
        name="NLLLoss",
        options=(WEIGHT, REDUCTION, IGNORE_INDEX),
        targets=indices,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
    LossKind(
        name="MultiMarginLoss",
        options=(
            WEIGHT,
            REDUCTION,
            LossOption(name="p", values=(2, 3)),
            LossOption(name="margin", values=(0.5, -1.0)),
        ),
        targets=per_sample("classes", "int64"),
    ),
    LossKind(
        name="MultiLabelMarginLoss",
        options=(REDUCTION,),
        targets=alike("classes", dtype="int64"),
        hollow=True,
    ),
    LossKind(
        name="MultiLabelSoftMarginLoss",
        options=(WEIGHT, REDUCTION),
        targets=alike("classes"),
    ),
    LossKind(
        name="CTCLoss",
        options=(
            REDUCTION,
            LossOption(name="blank", values=(1, 5000, -1)),
            LossOption(name="zero_infinity", values=(True,)),
        ),
        targets=per_sample("ones", "int64"),
        call="lengths",
        unchecked=True,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
)
