"""Optional packages: a subject of a package that is not there is refused in a line."""

from importlib.util import find_spec

from fuzz.error import FuzzError
from strategies.network.imported import OWN
from strategies.network.models import model_of
from strategies.subject import Subject

NEEDED = ("torchvision",)
"""What is always there."""


def require_library(subject: Subject) -> None:
    """Raise `FuzzError` where the package that a subject's model is of is not installed.

    A network of the user's own is built, since no case is to blame where it can't be.
    """
    library = model_of(subject).library
    if library == OWN:
        from fuzz.execution.library.own import original  # needs torch

        original(subject.model)
        return
    if library not in NEEDED and find_spec(library) is None:
        raise FuzzError(
            f"{subject.model} is a model of {library}, which is not installed; run"
            f" `pip install 'resnet-fuzz[{library}]'`"
        )
