"""Messages of losses."""

from fuzz.message.reading import Told, asked, reading
from fuzz.message.words import check_loss, saying
from strategies.contract.meaning import PROBABILITIES
from strategies.loss.classification import PROBABILITY_TYPE
from strategies.loss.common_rules import PAIRED_OUTPUT, SAME_TYPE
from strategies.loss.shape_rules import ONE_COLUMN, ONE_SAMPLE
from strategies.loss.value_rules import BEYOND_CLASSES, SHARES
from strategies.rule import RuleViolated

CLASSES = 2
"""The number of classes of an output, where a message has only its batch size."""


def _logits(told: Told) -> None:
    check_loss("BCEWithLogitsLoss", told.shape("output"), told.shape("target"))


def _shares(told: Told) -> None:
    check_loss("BCELoss", told.shape("output"), told.shape("target"))


def _squares(told: Told) -> None:
    check_loss("MSELoss", told.shape("output"), told.shape("target"))


def _batches(told: Told) -> None:
    check_loss("CrossEntropyLoss", (told.number("output"), CLASSES), (told.number("target"),), "int64")


def _places(told: Told) -> None:
    batch, *rest = told.shape("wanted")
    check_loss("CrossEntropyLoss", (batch, CLASSES, *rest), told.shape("target"), "int64")


def _samples(told: Told) -> None:
    check_loss("MultiMarginLoss", (told.number("wanted"), CLASSES), told.shape("got"), "int64")


def _counted(told: Told) -> None:
    raise RuleViolated(BEYOND_CLASSES, "C", told.text("target"))


def _not_one(told: Told) -> None:
    kind = told.text("got").rpartition(".")[2]
    raise RuleViolated(PAIRED_OUTPUT, "one tensor", f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind}")


READINGS = (
    reading(
        "Target size ({target:sizes}) must be the same as input size ({output:sizes})",
        answers=(asked("loss", "BCEWithLogitsLoss", _logits),),
    ),
    reading(
        "Using a target size ({target:sizes}) that is different to the input size ({output:sizes}) is"
        " deprecated",
        answers=(asked("loss", "BCELoss", _shares),),
    ),
    reading(
        "Using a target size ({target:sizes}) that is different to the input size ({output:sizes})",
        answers=(asked("loss", "MSELoss", _squares),),
    ),
    reading(
        "input batch_size ({output:number}) to match target batch_size ({target:number})",
        answers=(asked("loss", "CrossEntropyLoss", _batches),),
    ),
    reading(
        "Expected target size {wanted:shape}, got {target:sizes}",
        answers=(asked("loss", "CrossEntropyLoss", _places),),
    ),
    reading(
        "Expected floating point type for target with class probabilities",
        answers=(
            asked("loss", "CrossEntropyLoss", saying(PROBABILITY_TYPE, "[N, ...]", "[N, C, ...]")),
        ),
    ),
    reading(
        "multi-target not supported",
        "1D target tensor expected",
        answers=(asked("loss", "CrossEntropyLoss", saying(ONE_COLUMN, "[N]", "[N, ...]")),),
    ),
    reading(
        "only batches of spatial targets supported",
        answers=(asked("loss", "CrossEntropyLoss", saying(ONE_SAMPLE, "[N, H, W]", "[N, ...]")),),
    ),
    reading(
        "inconsistent target size, expected {wanted:number} but got {got:shape}",
        answers=(asked("loss", "MultiMarginLoss", _samples),),
    ),
    reading(
        "Target {target:number} is out of bounds",
        answers=(asked("loss", "CrossEntropyLoss", _counted),),
    ),
    reading(
        "t >= 0 && t < n_classes",
        "cur_target >= 0 && cur_target < n_classes",
        anywhere=True,
        answers=(asked("loss", "CrossEntropyLoss", saying(BEYOND_CLASSES, "C", "others")),),
    ),
    reading(
        "Found dtype Long but expected Float",
        answers=(asked("loss", "BCELoss", saying(SAME_TYPE, "float32", "int64")),),
    ),
    reading(
        "argument 'input' (position 1) must be Tensor, not {got:name}",
        answers=(asked("loss", "CrossEntropyLoss", _not_one),),
    ),
    reading(
        "all elements of input should be between 0 and 1",
        "input_val >= zero",
        anywhere=True,
        answers=(asked("loss", "BCELoss", saying(PROBABILITIES, "probabilities", "other values")),),
    ),
    reading(
        "all elements of target should be between 0 and 1",
        answers=(asked("loss", "BCELoss", saying(SHARES[""], "between 0 and 1", "other values")),),
    ),
)
