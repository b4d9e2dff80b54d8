"""CTC: the loss of a sequence of labels, which it aligns with the time steps of its input."""

from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.loss.common_rules import INDEX_TYPE, CheckLoss, computed, not_scalar, ranked, reduced
from strategies.loss.kind import REDUCTION, LossKind, LossOption, all_in_one
from strategies.loss.target import Target, per_sample
from strategies.repair import Repair
from strategies.rule import Rule, TensorSpec
from strategies.value import Options

BLANK = Rule(
    "blank",
    "{layer}: blank must be a class index in the range [0, {wanted}), but got {got}",
    (Repair("use blank=0"),),
)
LABELS = Rule(
    "labels",
    "{layer} with a single target length expects a {wanted} target, but got a {got} target",
    (Repair("flatten the target: target.flatten()"),),
)
STEPS = Rule(
    "steps",
    "{layer} expects an input with {wanted} time steps, but got {got}",
    (Repair("leave out empty sequences"),),
)
ALIGNED = Rule(
    "alignment",
    "{layer}: the target can take {wanted} time steps, with a blank between repeated labels, but the"
    " input has {got}",
    (Repair("use zero_infinity=True, or leave out targets that are too long for their input"),),
    of_values=True,
)
SEQUENCE = Rule(
    "sequence",
    "{layer} expects an input length and a target length for each sample, {wanted} in all,"
    " but got {got}",
    (Repair("pass one length for each sample, as in input_lengths=torch.full((N,), T)"),),
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
            LABELS.reject("1D", f"{len(target.shape)}D")

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


def _doubts_alignment(options: Options, output: TensorSpec, target: Target) -> None:
    steps = 2 * target.shape[0] - 1
    fine = options.get("zero_infinity") is True or output.shape[0] >= steps
    ALIGNED.require(fine, steps, output.shape[0])


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
        ),
        blind=3,
        check_misuse=_doubts_alignment,
        unreduced=all_in_one,
        input_domain=("log-probabilities",),
        targets=per_sample("ones", "int64"),
        call="lengths",
        unchecked=True,
        activation=Layer("LogSoftmax", {"dim": 1}),
    ),
)
