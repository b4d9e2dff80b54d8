"""CTC: the loss of a sequence of labels, which it aligns with the time steps of its input."""

from functools import lru_cache
from math import prod

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import INDEX_TYPE, CheckLoss, computed, not_scalar, ranked, reduced
from strategies.loss.kind import REDUCTION, LossKind, LossOption, all_in_one
from strategies.loss.target import Target
from strategies.loss.value_rules import in_range
from strategies.repair import Before, Repair, SetLossOption, SetSize, SetTarget, TakeOut
from strategies.rule import Rule, TensorSpec
from strategies.value import Options, Shape

BLANK = Rule(
    "blank",
    "{layer}: blank must be a class index in the range [0, {wanted}), but got {got}",
    (Repair("use blank=0, the default", SetLossOption("blank", (0,))),),
)
STEPS = Rule(
    "steps",
    "{layer} expects an input with {wanted} time steps, but got {got}",
    (Repair("pass sequences with time steps, such as a batch of 2 images", SetSize(0, (2,))),),
)
ALIGNED = Rule(
    "alignment",
    "{layer}: the target takes at least {wanted} time steps, with a blank between repeated labels, but"
    " the input has {got}, so that the loss is infinite",
    (
        Repair("use zero_infinity=True", SetLossOption("zero_infinity", (True,))),
        Repair("leave out targets that are too long for their input"),
    ),
    of_values=True,
)
SEQUENCE = Rule(
    "sequence",
    "{layer} expects an input length and a target length for each sample, {wanted} in all,"
    " but got {got}",
    (
        Repair("pass one length for each sample, as in input_lengths=torch.full((N,), T)"),
        Repair(
            "make it one sequence: output.flatten(0, 1)",
            Before("Flatten", {"start_dim": 0, "end_dim": 1}),
        ),
        Repair("flatten the output: output.flatten(1)", Before("Flatten")),
        Repair("leave out the layer that adds a dimension", TakeOut(("Unsqueeze",))),
    ),
)


@lru_cache(maxsize=64)
def _labels(target: Shape) -> Rule:
    """The rule that a target is one sequence of labels."""
    text = "make it 1D: target.reshape(1)" if not target else "flatten the target: target.flatten()"
    return Rule(
        "labels",
        "{layer} with a single target length expects a {wanted} target, but got a {got} target",
        (Repair(text, SetTarget("shape", (prod(target),))),),
    )


def _index(_: Options, __: TensorSpec, target: Target) -> None:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html"""
    INDEX_TYPE.require(target.dtype in ("int64", "int32"), "int64 or int32", target.dtype)


def _has_blank(options: Options, output: TensorSpec, _: Target) -> None:
    blank = whole(options.get("blank"))
    if output.shape:
        BLANK.require(0 <= blank < output.shape[-1], output.shape[-1], blank)


def _listing(*ranks: int) -> CheckLoss:
    """The check of the dimensions of the target, for some wrong numbers of them."""

    def check(_: Options, __: TensorSpec, target: Target) -> None:
        if len(target.shape) in ranks:
            _labels(target.shape).reject("1D", f"{len(target.shape)}D")

    return check


HIGH = range(3, 9)
_listed_at_all, _listed, _listed_high = _listing(0), _listing(2), _listing(*HIGH)


def _ranked(options: Options, output: TensorSpec, target: Target) -> None:
    if output.shape:
        ranked(2, 3)(options, output, target)


def _has_steps(_: Options, output: TensorSpec, __: Target) -> None:
    STEPS.require(output.shape[:1] != (0,), "1 or more", 0)


def _sequences(_: Options, output: TensorSpec, __: Target) -> None:
    if len(output.shape) == 3:
        SEQUENCE.require(output.shape[1] == 1, output.shape[1], 1)


def _known_labels(_: Options, output: TensorSpec, target: Target) -> None:
    """PyTorch doesn't look: a label out of range is read out of bounds, and written to backwards."""
    if output.shape:
        in_range(target, output.shape[-1], unchecked=True)


def _doubts_alignment(options: Options, output: TensorSpec, target: Target) -> None:
    steps = target.shape[0] + target.repeats()
    fine = options.get("zero_infinity") is True or output.shape[0] >= steps
    ALIGNED.require(fine, steps, output.shape[0])


def _one_label(shape: Shape) -> tuple[Target, ...]:
    """A label for an output of one time step or more, which needs no blank."""
    return (Target(shape=tuple(min(1, size) for size in shape[:1]), values="ones"),)


ROWS = (
    LossKind(
        name="CTCLoss",
        options=(
            REDUCTION,
            LossOption(name="blank", values=(1, 5000, -1)),
            LossOption(name="zero_infinity", values=(True,)),
        ),
        checks=(
            _listed_at_all,
            not_scalar,
            reduced,
            computed,
            _ranked,
            _listed_high,
            _has_blank,
            _sequences,
            _listed,
            _index,
            _has_steps,
            _known_labels,
        ),
        blind=3,
        check_misuse=_doubts_alignment,
        unreduced=all_in_one,
        input_domain=("log-probabilities",),
        targets=_one_label,
        call="lengths",
        unchecked=True,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
)
