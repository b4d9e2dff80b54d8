"""The implementations that are held beside each other."""

from benchmarks.implementations import keras
from fuzz.error import FuzzError
from fuzz.execution.extra import require_library
from strategies.network.models import MODELS
from strategies.subject import Subject

NAMES = ("resnet50", "timm.resnet50", "transformers.resnet50", keras.NAME)


def library_of(name: str) -> str:
    """The package that an implementation is of. Raises `FuzzError` where it is not installed."""
    if name == keras.NAME:
        return keras.required()
    if name not in MODELS:
        raise FuzzError(f"{name!r} is no model of strategies.network.models")
    require_library(Subject(model=name))
    return MODELS[name].library
