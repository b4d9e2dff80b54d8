"""Losses over yes and no: each output is one independent question, or one signed margin."""

from strategies.layer import Layer
from strategies.loss.kind import REDUCTION, LossKind, LossOption, classes
from strategies.loss.target import alike, per_sample

WEIGHT = LossOption(name="weight", lengths=classes)
MARGIN = LossOption(name="margin", values=(0.5, 2.0, -2.0))

KINDS = (
    LossKind(
        name="BCEWithLogitsLoss",
        options=(WEIGHT, LossOption(name="pos_weight", lengths=classes), REDUCTION),
        targets=alike("classes", "unit", "onehot"),
    ),
    LossKind(
        name="BCELoss",
        options=(WEIGHT, REDUCTION),
        targets=alike("classes", "unit", "onehot"),
        activation=Layer("Sigmoid"),
        valued=True,
    ),
    LossKind(name="SoftMarginLoss", options=(REDUCTION,), targets=alike("signs"), valued=True),
    LossKind(name="HingeEmbeddingLoss", options=(MARGIN, REDUCTION), targets=alike("signs")),
    LossKind(
        name="CosineEmbeddingLoss",
        options=(MARGIN, REDUCTION),
        targets=per_sample("signs", "float32"),
        call="pair",
    ),
    LossKind(
        name="MarginRankingLoss",
        options=(MARGIN, REDUCTION),
        targets=alike("signs"),
        call="pair",
    ),
)
