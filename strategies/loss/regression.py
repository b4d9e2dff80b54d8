"""Losses that compare numbers element by element, and distributions with distributions."""

from strategies.layer import Layer
from strategies.loss.common_rules import alike as same_shape
from strategies.loss.common_rules import computed, numbers, reduced
from strategies.loss.kind import REDUCTION, LossKind, LossOption, each_sample
from strategies.loss.target import Target, alike
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options

BETA = Rule("beta", "beta is {got}, and has to be {wanted}", "use beta=1.0")
DELTA = Rule("delta", "delta is {got}, and has to be {wanted}", "use delta=1.0")
MARGIN = Rule("margin", "the margin is {got}, and has to be {wanted}", "use margin=1.0")
MEAN_OVER_ALL = Rule(
    "batchmean",
    "reduction is {got!r}, the mean over all elements, which is no divergence; {wanted!r} is",
    "use reduction='batchmean'",
)
COUNTS = Rule(
    "counts",
    "the target has to be {wanted}, and is filled with {got}",
    "give counts, 0 or more",
    of_values=True,
)
DISTRIBUTION = Rule(
    "distribution",
    "the target has to be {wanted} along the class axis, and is filled with {got}",
    "give probabilities that are positive and sum to one: target.softmax(1)",
    of_values=True,
)


def _takes(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING, *INTEGRAL)


def _takes_distributions(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.KLDivLoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING)


def _number(options: Options, name: str) -> float:
    value = options.get(name, 1.0)
    return value if isinstance(value, int | float) else 1.0


def _asks_beta(options: Options) -> None:
    reduced(options)
    BETA.require(_number(options, "beta") >= 0, "0 or more", options.get("beta"))


def _asks_delta(options: Options) -> None:
    reduced(options)
    DELTA.require(_number(options, "delta") > 0, "more than 0", options.get("delta"))


def _asks_margin(options: Options) -> None:
    reduced(options)
    MARGIN.require(_number(options, "margin") > 0, "more than 0", options.get("margin"))


def _asks_divergence(options: Options) -> None:
    reduced(options, "batchmean")


def _doubts_divergence(options: Options, _: TensorSpec, target: Target) -> None:
    word = options.get("reduction", "mean")
    MEAN_OVER_ALL.require(word != "mean", "batchmean", word)
    fine = target.values in ("probabilities", "onehot") or options.get("log_target") is True
    DISTRIBUTION.require(fine, "a distribution", target.values)


def _doubts_counts(_: Options, __: TensorSpec, target: Target) -> None:
    fine = target.values not in ("negative", "normal", "signs", "ignored")
    COUNTS.require(fine, "counts", target.values)


def _back_alike(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: ``huber_loss_backward``, which takes both as they are."""
    numbers(target, output.dtype)


FULL = LossOption(name="full", values=(True,))
EPS = LossOption(name="eps", values=(1e-3, 0.0, -1.0))

ROWS = (
    LossKind(
        name="MSELoss",
        options=(REDUCTION,),
        check_input=_takes,
        check_options=reduced,
        targets=alike("normal", "onehot"),
    ),
    LossKind(
        name="L1Loss",
        options=(REDUCTION,),
        check_input=_takes,
        check_options=reduced,
        targets=alike("normal", "onehot"),
    ),
    LossKind(
        name="SmoothL1Loss",
        options=(LossOption(name="beta", values=(0.5, 0.0, -1.0)), REDUCTION),
        check_input=_takes,
        check_options=_asks_beta,
        targets=alike("normal"),
    ),
    LossKind(
        name="HuberLoss",
        options=(LossOption(name="delta", values=(0.5, 0.0, -1.0)), REDUCTION),
        check_input=_takes,
        check_options=_asks_delta,
        check_backward=_back_alike,
        targets=alike("normal"),
    ),
    LossKind(
        name="KLDivLoss",
        options=(REDUCTION, LossOption(name="log_target", values=(True,))),
        check_input=_takes_distributions,
        check_options=_asks_divergence,
        check_misuse=_doubts_divergence,
        input_domain=("log-probabilities",),
        targets=alike("probabilities"),
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
    LossKind(
        name="PoissonNLLLoss",
        options=(LossOption(name="log_input", values=(False,)), FULL, EPS, REDUCTION),
        check_input=_takes,
        check_options=reduced,
        check_misuse=_doubts_counts,
        targets=alike("ones", "unit"),
        valued=True,
    ),
    LossKind(
        name="GaussianNLLLoss",
        options=(FULL, EPS, REDUCTION),
        check_input=_takes,
        check_options=reduced,
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
        check_input=_takes,
        check_options=_asks_margin,
        unreduced=each_sample,
        targets=alike("normal"),
        call="pair",
    ),
)
