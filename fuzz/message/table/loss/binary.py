"""Messages of binary cross-entropy."""

import re

from fuzz.message.answer import Answer, Confidence
from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.loss.common import (
    DOCS,
    FIRST_NAN,
    FUNCTIONS,
    IN_RANGE,
    advised,
    compared,
    loss_named,
    loss_of,
    told_of_nan,
)
from fuzz.message.words import check_loss, saying
from strategies.contract.meaning import PROBABILITIES
from strategies.loss.common_rules import OUTPUT_TYPE, SAME_TYPE
from strategies.loss.shape_rules import same_shape
from strategies.loss.value_rules import SHARES

WITH_LOGITS = f"{DOCS}BCEWithLogitsLoss.html"
WEIGHED = (
    "pass a weight of the shape of the output, or of its last dimension; for imbalanced labels,"
    " nn.BCEWithLogitsLoss(pos_weight=...)"
)


def _logits(told: Told) -> None:
    check_loss("BCEWithLogitsLoss", told.shape("output"), told.shape("target"))


def _shares(told: Told) -> None:
    check_loss("BCELoss", told.shape("output"), told.shape("target"))


def _counts(told: Told) -> None:
    same_shape().require(told.text("output") == told.text("target"), *_elements(told))


def _elements(told: Told) -> tuple[str, str]:
    return f"with {told.text('output')} elements", f"{told.text('target')} elements"


def _named(told: Told) -> str:
    """The loss that the message, a frame or a line tells; "" where none does."""
    named = re.search(r"in call to _thnn_(\w+?_loss|binary_cross_entropy)", told.raised.message)
    return FUNCTIONS.get(named[1], "") if named else loss_of(told) or loss_named(told)


def _paired(told: Told) -> str:
    """The loss that asks for a target of its input's dtype: at backward, one of numbers."""
    return _named(told) or ("MSELoss" if told.place == "backward" else "BCELoss")


def _alike(told: Told) -> Answer | None:
    """Which of the two is wrong is told by its dtype: an output is floating, of the network's dtype."""
    got, wanted = told.dtype("got"), told.dtype("wanted")
    if _paired(told) == "KLDivLoss":
        # its kernel of torch 1.x compared the gradient, of the output's dtype, with the target
        got, wanted = wanted, got
    if got == wanted or told.place not in ("", "loss", "backward", "network"):
        return None
    if not wanted.startswith(("float", "bfloat")):
        rule = saying(OUTPUT_TYPE, "a floating-point dtype", wanted)
        fix = (
            "pass the output of the network first, as logits or probabilities: criterion(output,"
            f" target); {wanted} comes from argmax() or round(), or from the two in the wrong order"
        )
        return advised(asked("loss", _paired, rule), fix, told)
    fix = f"convert the target: target.to(output.dtype), or target.float() where the output is {wanted}"
    if wanted == "float64":
        fix = (
            "convert the output, or the input of the network, to float32: x.float(), and target.float()"
        )
    if "float16" in (got, wanted):
        fix = "compute the loss in one dtype: criterion(output.float(), target.float())"
    sure: Confidence = "certain" if told.raised.frames else "likely"
    cause = "" if _named(told) else f"a loss compares {wanted} with a target of {got}, as MSELoss and"
    cause += " BCELoss do, which take both of one dtype" if cause else ""
    alike = asked("loss", _paired, saying(SAME_TYPE, wanted, got), confidence=sure, cause=cause)
    return advised(alike, fix, told)


READINGS = (
    reading(
        "Target size ({target:sizes}) must be the same as input size ({output:sizes})",
        answers=(
            asked("loss", "BCEWithLogitsLoss", _logits, fix="{advice}", more=compared),
            asked("loss", "BCEWithLogitsLoss", _logits),
        ),
    ),
    reading(
        "Using a target size ({target:sizes}) that is different to the input size ({output:sizes}) is"
        " deprecated",
        answers=(
            asked("loss", "BCELoss", _shares, fix="{advice}", more=compared),
            asked("loss", "BCELoss", _shares),
        ),
    ),
    reading(
        # https://github.com/pytorch/pytorch/blob/v1.0.0/torch/nn/functional.py
        "Target and input must have the same number of elements. target nelement ({target:number}) !="
        " input nelement ({output:number})",
        answers=(
            asked(
                "loss",
                "BCELoss",
                _counts,
                fix="give the last layer as many outputs as the target has values for each sample, and"
                " pass a target of the very shape of the output",
            ),
        ),
    ),
    reading(
        "all elements of input should be between 0 and 1",
        # https://github.com/pytorch/pytorch/blob/v1.0.0/aten/src/THNN/generic/BCECriterion.c
        "input value should be between 0~1",
        answers=(
            asked(
                "loss",
                "BCELoss",
                saying(PROBABILITIES, "probabilities", "NaN"),
                fix=FIRST_NAN,
                when=told_of_nan,
            ),
            asked(
                "loss", "BCELoss", saying(PROBABILITIES, "probabilities", "other values"), fix=IN_RANGE
            ),
        ),
    ),
    reading(
        "all elements of target should be between 0 and 1",
        answers=(asked("loss", "BCELoss", saying(SHARES[""], "between 0 and 1", "other values")),),
    ),
    reading("Found dtype {got:type} but expected {wanted:type}", answers=(_alike,)),
    reading(
        "Expected object of scalar type {wanted:type} but got scalar type {got:type} for argument #2"
        " 'target'",
        "Expected object of type {wanted:type} but found type {got:type} for argument #2 'target'",
        answers=(_alike,),
    ),
    reading(
        "result type Float can't be cast to the desired output type {got:type}",
        "result type Float can't be cast to the desired output type {got:type} char",
        answers=(
            asked(
                "loss",
                "BCEWithLogitsLoss",
                lambda told: SAME_TYPE.reject("float32", told.dtype("got")),
                when=lambda told: loss_of(told) == "BCEWithLogitsLoss",
                fix="convert the target: target.float()",
            ),
        ),
    ),
    reading(
        "binary_cross_entropy and torch.nn.BCELoss are unsafe to autocast",
        answers=(
            plain(
                "loss.autocast",
                cause="nn.BCELoss is not supported under autocast, where the sigmoid before it is"
                " computed in float16 and its logarithm overflows",
                fix="use nn.BCEWithLogitsLoss on logits, and leave out the sigmoid at the end of the"
                " network (or compute the loss in float32: with torch.autocast('cuda', enabled=False))",
                page="https://docs.pytorch.org/docs/stable/amp.html"
                "#prefer-binary-cross-entropy-with-logits-over-binary-cross-entropy",
            ),
        ),
    ),
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {d:number}",
        answers=(
            plain(
                "loss.pos_weight",
                cause="pos_weight or weight of BCEWithLogitsLoss does not have one value for each"
                " output: {a} and {b} in dimension {d}",
                fix="pass pos_weight of shape [C], for an output and a target of shape [N, C]:"
                " pos_weight=torch.ones(output.shape[1]); a weight for each sample goes in as a column,"
                " weight.unsqueeze(1)",
                page=WITH_LOGITS,
                when=lambda told: loss_of(told) == "BCEWithLogitsLoss",
            ),
            plain(
                "loss.bce_weight",
                cause="the weight of BCELoss cannot be broadcast to its output: {b} and {a} in dimension"
                " {d}",
                fix=WEIGHED,
                page=f"{DOCS}BCELoss.html",
                when=lambda told: loss_of(told) == "BCELoss",
            ),
        ),
    ),
    reading(
        "Attempting to broadcast a dimension of length {got:number} at {:number}! Mismatching argument"
        " at index 1 had torch.Size({weight:sizes}); but expected shape should be broadcastable to"
        " {output:sizes}",
        answers=(
            plain(
                "loss.bce_weight",
                cause="the weight of BCELoss has shape [{weight}], which cannot be broadcast to its"
                " output, [{output}]",
                fix=WEIGHED,
                page=f"{DOCS}BCELoss.html",
                when=lambda told: loss_of(told) in ("BCELoss", "BCEWithLogitsLoss"),
            ),
        ),
    ),
    reading(
        "cannot assign '{got:word}' object to buffer '{name:name}' (torch Tensor or None required)",
        "cannot assign '{got:word}' object to buffer '{name:name}' (torch.Tensor or None required)",
        answers=(
            plain(
                "loss.weight_buffer",
                cause="{name} of the loss has to be a tensor, but got {got}",
                fix="pass a tensor on the device of the output: {name}=torch.tensor([1.0, 2.0],"
                " device=device)",
                page=f"{DOCS}CrossEntropyLoss.html",
                when=lambda told: told.text("name") in ("weight", "pos_weight"),
            ),
        ),
    ),
)
