"""The contract: what ought to happen to a case, by the documentation, without torch."""

from strategies.contract.comparison import (
    NOT_TRACKED,
    as_compared,
    predict_compared,
    predict_loss,
    predict_way_back_from,
)
from strategies.contract.predict import meaning_of, predict, predict_network, predict_way_back
from strategies.contract.violation import Prediction, Violation

__all__ = [
    "NOT_TRACKED",
    "Prediction",
    "Violation",
    "as_compared",
    "meaning_of",
    "predict",
    "predict_compared",
    "predict_loss",
    "predict_network",
    "predict_way_back",
    "predict_way_back_from",
]
