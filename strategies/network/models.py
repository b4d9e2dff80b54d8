"""Every model that may be a subject, by its name in cases."""

from functools import lru_cache

from strategies.network import foreign, torchvision
from strategies.network.imported import Imported, model_of_import
from strategies.network.model import Model
from strategies.network.node import Block
from strategies.subject import Subject

MODELS: dict[str, Model] = {model.name: model for model in (*torchvision.MODELS, *foreign.MODELS)}
"""Those that everybody has; the default comes first."""

_granted: dict[str, tuple[Imported, Model]] = {}

DEFAULT = Subject().model


def title(name: str) -> str:
    """A model as texts for people name it."""
    return "ResNet-50" if name == DEFAULT else name


def model_of(subject: Subject) -> Model:
    """The model that a subject names."""
    known = MODELS.get(subject.model)
    return _granted[subject.model][1] if known is None else known


def is_known(name: str) -> bool:
    """Whether there is a model of a name: one that everybody has, or one that was granted."""
    return name in MODELS or name in _granted


def grant(imported: Imported) -> None:
    """Let cases name a network of the user's own, in this process.

    Whoever calls this has been told its name by the user himself, or by a process that was.
    """
    _granted.setdefault(imported.name, (imported, model_of_import(imported)))


def granted() -> tuple[Imported, ...]:
    """The networks of the user's own that cases may name, for another process to be granted them."""
    return tuple(imported for imported, _ in _granted.values())


@lru_cache(maxsize=64)
def network(subject: Subject) -> Block:
    """The unedited network of a subject."""
    return model_of(subject).describe(subject)
