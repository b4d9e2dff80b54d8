"""Every model that may be a subject, by its name in cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from strategies.network import foreign, torchvision
from strategies.network.imported import Imported, is_name, model_of_import, unseen
from strategies.network.model import Model
from strategies.network.node import Block
from strategies.subject import Subject

MODELS: dict[str, Model] = {model.name: model for model in (*torchvision.MODELS, *foreign.MODELS)}
"""Those that everybody has; the default comes first."""

_granted: dict[str, tuple[Imported, Model]] = {}
_readers = 0
"""How many `reading` there are."""

DEFAULT = Subject().model


def title(name: str) -> str:
    """A model as texts for people name it."""
    return "ResNet-50" if name == DEFAULT else name


def model_of(subject: Subject) -> Model:
    """The model that a subject names."""
    name = subject.model
    if name in MODELS:
        return MODELS[name]
    return _granted[name][1] if name in _granted else unseen(name)


def is_seen(name: str) -> bool:
    """Whether there is a model of a name: one that everybody has, or one that was granted."""
    return name in MODELS or name in _granted


def is_known(name: str) -> bool:
    """Whether a case may name a model: one that `is_seen`, or while `reading` any of a user's own."""
    return is_seen(name) or (_readers > 0 and is_name(name))


@contextmanager
def reading() -> Iterator[None]:
    """While it lasts, cases may name networks of the user's own that nobody has granted.

    They can be read, and neither built nor described, so this is for what shows cases and runs none.
    """
    global _readers
    _readers += 1
    try:
        yield
    finally:
        _readers -= 1


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
