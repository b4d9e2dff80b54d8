"""Regression losses, which compare elements, and the divergence of distributions."""

from strategies.layer import Layer
from strategies.loss.common_rules import (
    OF_INDICES,
    OF_NUMBERS,
    SAME_TYPE,
    computed,
    no_flags,
    numbers,
    only_sizes,
    reduced,
    reducing,
    same_type,
    without,
)
from strategies.loss.kind import REDUCTION, LossKind, LossOption, each_sample
from strategies.loss.target import Target, alike
from strategies.loss.value_rules import distributed
from strategies.repair import Repair, SetLossOption, SetTarget, UseLoss
from strategies.rule import Rule, TensorSpec
from strategies.value import COMPLEX, FLOATING, INTEGRAL, Options

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
SAME_TYPE_ONCE = Rule(
    SAME_TYPE.name,
    "{layer} expects a target of the dtype of its input in a backward pass up to torch 2.11, {wanted},"
    " but got {got}",
    SAME_TYPE.repairs,
    shared=True,
    until=(2, 11),
)


REAL = (*FLOATING, *INTEGRAL)


def _number(options: Options, name: str) -> float:
    value = options.get(name, 1.0)
    return value if isinstance(value, int | float) else 1.0


def _asks_beta(options: Options, _: TensorSpec, __: Target) -> None:
    BETA.require(_number(options, "beta") >= 0, ">= 0", options.get("beta"))


def _asks_delta(options: Options, _: TensorSpec, __: Target) -> None:
    DELTA.require(_number(options, "delta") > 0, "> 0", options.get("delta"))


def _asks_margin(options: Options, _: TensorSpec, __: Target) -> None:
    MARGIN.require(_number(options, "margin") > 0, "> 0", options.get("margin"))


def _doubts_divergence(options: Options, _: TensorSpec, target: Target) -> None:
    word = options.get("reduction", "mean")
    MEAN_OVER_ALL.require(word != "mean", "'batchmean'", repr(word))
    if options.get("log_target") is not True:
        distributed(target, logarithmic=True)


def _doubts_counts(_: Options, __: TensorSpec, target: Target) -> None:
    fine = target.values not in ("negative", "normal", "signs", "ignored")
    COUNTS.require(fine, "counts, 0 or more", target.filling)


def _back_alike(options: Options, output: TensorSpec, target: Target) -> None:
    """Source: ``huber_loss_backward``, which does not promote the dtypes of its arguments."""
    same_type(options, output, target)


def _back_alike_once(_: Options, output: TensorSpec, target: Target) -> None:
    """Source: ``mse_loss_backward``, which promotes the dtypes of its arguments since torch 2.12."""
    alike_in_type = target.dtype == output.dtype or output.dtype not in FLOATING
    SAME_TYPE_ONCE.require(alike_in_type, output.dtype, target.dtype)


FULL = LossOption(name="full", values=(True,))
EPS = LossOption(name="eps", values=(1e-3, 0.0, -1.0))

ROWS = (
    LossKind(
        name="MSELoss",
        options=(REDUCTION,),
        checks=(OF_INDICES.not_broadcast, reduced, numbers(*REAL), computed, OF_INDICES.broadcast),
        blind=0,
        check_backward=_back_alike_once,
        targets=alike("normal", "onehot"),
    ),
    LossKind(
        name="L1Loss",
        options=(REDUCTION,),
        checks=(OF_INDICES.not_broadcast, reduced, numbers(*REAL), computed, OF_INDICES.broadcast),
        blind=0,
        targets=alike("normal", "onehot"),
    ),
    LossKind(
        name="SmoothL1Loss",
        options=(LossOption(name="beta", values=(0.5, 0.0, -1.0)), REDUCTION),
        checks=(
            OF_INDICES.not_broadcast,
            reduced,
            _asks_beta,
            numbers(*REAL),
            computed,
            OF_INDICES.broadcast,
        ),
        blind=0,
        targets=alike("normal"),
    ),
    LossKind(
        name="HuberLoss",
        options=(LossOption(name="delta", values=(0.5, 0.0, -1.0)), REDUCTION),
        checks=(
            OF_INDICES.not_broadcast,
            reduced,
            _asks_delta,
            computed,
            numbers(*REAL),
            OF_INDICES.broadcast,
        ),
        blind=0,
        check_backward=_back_alike,
        targets=alike("normal"),
    ),
    LossKind(
        name="KLDivLoss",
        options=(REDUCTION, LossOption(name="log_target", values=(True,))),
        checks=(
            reducing("batchmean"),
            without(*COMPLEX, rather=FLOATING),
            computed,
            numbers(*FLOATING),
            OF_INDICES.not_broadcast,
            OF_INDICES.broadcast,
        ),
        check_misuse=_doubts_divergence,
        input_domain=("log-probabilities",),
        targets=alike("probabilities"),
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
    LossKind(
        name="PoissonNLLLoss",
        options=(LossOption(name="log_input", values=(False,)), FULL, EPS, REDUCTION),
        checks=(reduced, OF_NUMBERS.not_broadcast, computed, numbers(*REAL), OF_NUMBERS.broadcast),
        check_misuse=_doubts_counts,
        targets=alike("ones", "unit"),
        valued=True,
    ),
    LossKind(
        name="GaussianNLLLoss",
        options=(FULL, EPS, REDUCTION),
        checks=(
            reduced,
            computed,
            without("bool", rather=REAL),
            OF_NUMBERS.not_broadcast,
            numbers(*REAL, "bool"),
            OF_NUMBERS.broadcast,
        ),
        blind=0,
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
        checks=(
            _asks_margin,
            reduced,
            OF_NUMBERS.same_rank,
            no_flags,
            without("bool", rather=REAL),
            only_sizes(OF_NUMBERS.not_broadcast),
            computed,
            numbers(*REAL, "bool"),
            only_sizes(OF_NUMBERS.broadcast),
        ),
        blind=2,
        unreduced=each_sample,
        targets=alike("normal"),
        call="pair",
    ),
)
