"""Every model that may be a subject, by its name in cases."""

from functools import lru_cache

from strategies.network import foreign, torchvision
from strategies.network.model import Model
from strategies.network.node import Block
from strategies.subject import Subject

MODELS: dict[str, Model] = {model.name: model for model in (*torchvision.MODELS, *foreign.MODELS)}
"""The default comes first."""

DEFAULT = Subject().model


def title(name: str) -> str:
    """A model as texts for people name it."""
    return "ResNet-50" if name == DEFAULT else name


def model_of(subject: Subject) -> Model:
    """The model that a subject names."""
    return MODELS[subject.model]


@lru_cache(maxsize=64)
def network(subject: Subject) -> Block:
    """The unedited network of a subject."""
    return model_of(subject).describe(subject)
