"""Regression losses, which compare elements, and the divergence of distributions."""

from strategies.layer import Layer
from strategies.loss.common_rules import computed, numbers, reduced, same_type
from strategies.loss.kind import REDUCTION, LossKind, LossOption, each_sample
from strategies.loss.shape_rules import alike as same_shape
from strategies.loss.target import Target, alike
from strategies.loss.value_rules import distributed
from strategies.repair import Repair, SetLossOption, SetTarget, UseLoss
from strategies.rule import Rule, TensorSpec
from strategies.value import FLOATING, INTEGRAL, Options

BETA = Rule(
    "beta",
    "{layer}: beta must be {wanted}, but got {got}",
    (Repair("use beta=1.0, the default", SetLossOption("beta", (1.0,))),),
)
DELTA = Rule(
    "delta",
    "{layer}: delta must be {wanted}, but got {got}",
    (Repair("use delta=1.0, the default", SetLossOption("delta", (1.0,))),),
)
MARGIN = Rule(
    "margin",
    "{layer}: margin must be {wanted}, but got {got}",
    (Repair("use margin=1.0, the default", SetLossOption("margin", (1.0,))),),
)
MEAN_OVER_ALL = Rule(
    "batchmean",
    "{layer}: reduction={got} averages over all elements, which is not the KL divergence",
    (Repair("use reduction={wanted}", SetLossOption("reduction", ("batchmean",))),),
)
COUNTS = Rule(
    "counts",
    "{layer} expects a target of {wanted}, but it is filled with {got}",
    (
        Repair("use a target of counts, such as 0 and 1", SetTarget("values", "classes")),
        Repair("use nn.MSELoss for a target that may be negative", UseLoss("MSELoss")),
    ),
    of_values=True,
)


def _takes(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html"""
    computed(output)
    same_shape(output, target)
    numbers(target, *FLOATING, *INTEGRAL)


def _takes_values(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GaussianNLLLoss.html"""
    computed(output)
    same_shape(output, target, "numbers")
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
    BETA.require(_number(options, "beta") >= 0, ">= 0", options.get("beta"))


def _asks_delta(options: Options) -> None:
    reduced(options)
    DELTA.require(_number(options, "delta") > 0, "> 0", options.get("delta"))


def _asks_margin(options: Options) -> None:
    reduced(options)
    MARGIN.require(_number(options, "margin") > 0, "> 0", options.get("margin"))


def _asks_divergence(options: Options) -> None:
    reduced(options, "batchmean")


def _doubts_divergence(options: Options, _: TensorSpec, target: Target) -> None:
    word = options.get("reduction", "mean")
    MEAN_OVER_ALL.require(word != "mean", "'batchmean'", repr(word))
    if options.get("log_target") is not True:
        distributed(target, logarithmic=True)


def _doubts_counts(_: Options, __: TensorSpec, target: Target) -> None:
    fine = target.values not in ("negative", "normal", "signs", "ignored")
    COUNTS.require(fine, "counts, 0 or more", target.filling)


def _back_alike(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: ``huber_loss_backward``, which does not promote the dtypes of its arguments."""
    same_type(output, target)


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
        check_input=_takes_values,
        check_options=reduced,
        check_misuse=_doubts_counts,
        targets=alike("ones", "unit"),
        valued=True,
    ),
    LossKind(
        name="GaussianNLLLoss",
        options=(FULL, EPS, REDUCTION),
        check_input=_takes_values,
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
        check_input=_takes_values,
        check_options=_asks_margin,
        unreduced=each_sample,
        targets=alike("normal"),
        call="pair",
    ),
)
