"""The subjects that tests of every subject are about: those whose library is installed here."""

from importlib.util import find_spec

from strategies.network.models import MODELS
from strategies.subject import Subject

HERE = tuple(
    Subject(model=model.name)
    for model in MODELS.values()
    if model.library == "torchvision" or find_spec(model.library) is not None
)
"""One of each model, as its constructor makes it where nothing is passed."""


def named(subject: Subject) -> str:
    """How a test names a subject."""
    return subject.model
