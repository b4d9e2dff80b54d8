"""Messages about the options of losses."""

from fuzz.message.reading import Told, asked, reading
from fuzz.message.table.loss.common import loss_of
from fuzz.message.words import saying
from strategies.loss.common_rules import REDUCTION, WEIGHTS
from strategies.loss.regression import DELTA, MEAN_OVER_ALL

WORDS = "'mean', 'sum' or 'none'"


def _in_torch(told: Told) -> bool:
    """Whether a loss says it: the words alone are anybody's."""
    return bool(loss_of(told))


READINGS = (
    reading(
        "ValueError: {got:name} is not valid",
        answers=(asked("loss", loss_of, saying(REDUCTION, WORDS, "'{got}'"), when=_in_torch),),
    ),
    reading(
        "Invalid reduction mode: {got:name}. Expected one of 'none', 'mean', 'sum'",
        answers=(
            asked("loss", lambda told: loss_of(told) or "MSELoss", saying(REDUCTION, WORDS, "'{got}'")),
        ),
    ),
    reading(
        "reduction: 'mean' divides the total loss by both the batch size and the support size",
        answers=(asked("loss", "KLDivLoss", saying(MEAN_OVER_ALL, "'batchmean'", "'mean'")),),
    ),
    reading(
        "delta must be a float or int, got: {got}",
        answers=(asked("loss", "HuberLoss", saying(DELTA, "a number above 0", "{got}")),),
    ),
    reading(
        "MultiMarginLoss: expected weight to be None or 1D tensor, got {got:number}D instead",
        answers=(asked("loss", "MultiMarginLoss", saying(WEIGHTS, "[classes]", "{got} dimensions")),),
    ),
    reading(
        "ValueError: weight must be one-dimensional",
        answers=(
            asked("loss", "MultiMarginLoss", saying(WEIGHTS, "[classes]", "other dimensions than one")),
        ),
    ),
)
