"""Messages of losses."""

import re

from fuzz.message.row import Match, Reading, named, number, saying, shape, sizes
from strategies.contract.meaning import PROBABILITIES
from strategies.loss import LOSSES
from strategies.loss.classification import PROBABILITY_TYPE
from strategies.loss.common_rules import PAIRED_OUTPUT, SAME_TYPE
from strategies.loss.shape_rules import ONE_COLUMN, ONE_SAMPLE
from strategies.loss.target import Target
from strategies.loss.value_rules import BEYOND_CLASSES, SHARES
from strategies.rule import RuleViolated, TensorSpec
from strategies.value import Shape

CLASSES = 2
"""The number of classes of an output, where a message has only its batch size."""

BOTH = (
    rf"target size \({shape('target', 0)}\) that is different to the input size \({shape('output', 0)}\)"
)


def _take(kind: str, output: Shape, target: Shape, dtype: str = "float32") -> None:
    LOSSES[kind].check_input({}, TensorSpec(output), Target(shape=target, dtype=dtype, values="zeros"))


def _logits(match: Match) -> None:
    _take("BCEWithLogitsLoss", sizes(match["output"]), sizes(match["target"]))


def _shares(match: Match) -> None:
    _take("BCELoss", sizes(match["output"]), sizes(match["target"]))


def _squares(match: Match) -> None:
    _take("MSELoss", sizes(match["output"]), sizes(match["target"]))


def _batches(match: Match) -> None:
    _take("CrossEntropyLoss", (int(match["output"]), CLASSES), (int(match["target"]),), "int64")


def _places(match: Match) -> None:
    batch, *rest = sizes(match["wanted"])
    _take("CrossEntropyLoss", (batch, CLASSES, *rest), sizes(match["target"]), "int64")


def _samples(match: Match) -> None:
    _take("MultiMarginLoss", (int(match["wanted"]), CLASSES), sizes(match["got"]), "int64")


def _counted(match: Match) -> None:
    raise RuleViolated(BEYOND_CLASSES, "C", match["target"])


def _not_one(match: Match) -> None:
    kind = match["got"].rpartition(".")[2]
    raise RuleViolated(PAIRED_OUTPUT, "one tensor", f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}")


READINGS = (
    Reading(
        wording=re.compile(
            rf"Target size \({shape('target', 0)}\) must be the same as input size"
            rf" \({shape('output', 0)}\)"
        ),
        stage="loss",
        owner=named("BCEWithLogitsLoss"),
        ask=_logits,
    ),
    Reading(
        wording=re.compile(rf"Using a {BOTH} is deprecated"),
        stage="loss",
        owner=named("BCELoss"),
        ask=_shares,
    ),
    Reading(
        wording=re.compile(rf"Using a {BOTH}"),
        stage="loss",
        owner=named("MSELoss"),
        ask=_squares,
    ),
    Reading(
        wording=re.compile(
            rf"input batch_size \({number('output')}\) to match target batch_size \({number('target')}\)"
        ),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=_batches,
    ),
    Reading(
        wording=re.compile(rf"Expected target size {shape('wanted')}, got {shape('target', 0)}"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=_places,
    ),
    Reading(
        wording=re.compile(r"Expected floating point type for target with class probabilities"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=saying(PROBABILITY_TYPE, "[N, ...]", "[N, C, ...]"),
    ),
    Reading(
        wording=re.compile(r"multi-target not supported|1D target tensor expected"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=saying(ONE_COLUMN, "[N]", "[N, ...]"),
    ),
    Reading(
        wording=re.compile(r"only batches of spatial targets supported"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=saying(ONE_SAMPLE, "[N, H, W]", "[N, ...]"),
    ),
    Reading(
        wording=re.compile(
            rf"inconsistent target size, expected {number('wanted')} but got {shape('got')}"
        ),
        stage="loss",
        owner=named("MultiMarginLoss"),
        ask=_samples,
    ),
    Reading(
        wording=re.compile(rf"Target {number('target')} is out of bounds"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=_counted,
    ),
    Reading(
        wording=re.compile(r"\bt >= 0 && t < n_classes|cur_target >= 0 && cur_target < n_classes"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=saying(BEYOND_CLASSES, "C", "others"),
    ),
    Reading(
        wording=re.compile(r"Found dtype Long but expected Float"),
        stage="loss",
        owner=named("BCELoss"),
        ask=saying(SAME_TYPE, "float32", "int64"),
    ),
    Reading(
        wording=re.compile(r"argument 'input' \(position 1\) must be Tensor, not (?P<got>[\w.]+)"),
        stage="loss",
        owner=named("CrossEntropyLoss"),
        ask=_not_one,
    ),
    Reading(
        wording=re.compile(r"all elements of input should be between 0 and 1|input_val >= zero"),
        stage="loss",
        owner=named("BCELoss"),
        ask=saying(PROBABILITIES, "probabilities", "other values"),
    ),
    Reading(
        wording=re.compile(r"all elements of target should be between 0 and 1"),
        stage="loss",
        owner=named("BCELoss"),
        ask=saying(SHARES[""], "between 0 and 1", "other values"),
    ),
)
