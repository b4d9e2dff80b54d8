"""The contract: what ought to happen to a case, by the documentation, without torch."""

from strategies.contract.comparison import (
    NO_GRADIENT,
    as_compared,
    predict_compared,
    predict_loss,
    predict_loss_backward,
)
from strategies.contract.predict import meaning_of, predict, predict_backward, predict_network
from strategies.violation import Prediction, Violation

__all__ = [
    "NO_GRADIENT",
    "Prediction",
    "Violation",
    "as_compared",
    "meaning_of",
    "predict",
    "predict_backward",
    "predict_compared",
    "predict_loss",
    "predict_loss_backward",
    "predict_network",
]
