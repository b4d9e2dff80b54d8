"""Losses that compare numbers element by element, and distributions with distributions."""

from strategies.layer import Layer
from strategies.loss.kind import REDUCTION, LossKind, LossOption
from strategies.loss.target import alike

FULL = LossOption(name="full", values=(True,))
EPS = LossOption(name="eps", values=(1e-3, 0.0, -1.0))

KINDS = (
    LossKind(name="MSELoss", options=(REDUCTION,), targets=alike("normal", "onehot")),
    LossKind(name="L1Loss", options=(REDUCTION,), targets=alike("normal", "onehot")),
    LossKind(
        name="SmoothL1Loss",
        options=(LossOption(name="beta", values=(0.5, 0.0, -1.0)), REDUCTION),
        targets=alike("normal"),
    ),
    LossKind(
        name="HuberLoss",
        options=(LossOption(name="delta", values=(0.5, 0.0, -1.0)), REDUCTION),
        targets=alike("normal"),
    ),
    LossKind(
        name="KLDivLoss",
        options=(REDUCTION, LossOption(name="log_target", values=(True,))),
        targets=alike("probabilities"),
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
    LossKind(
        name="PoissonNLLLoss",
        options=(LossOption(name="log_input", values=(False,)), FULL, EPS, REDUCTION),
        targets=alike("ones", "unit"),
        valued=True,
    ),
    LossKind(
        name="GaussianNLLLoss",
        options=(FULL, EPS, REDUCTION),
        targets=alike("normal"),
        call="variance",
    ),
    LossKind(
        name="TripletMarginLoss",
        options=(
            LossOption(name="margin", values=(0.5, 2.0, -1.0)),
            LossOption(name="p", values=(1, 0)),
            LossOption(name="swap", values=(True,)),
            REDUCTION,
        ),
        targets=alike("normal"),
        call="pair",
    ),
)
