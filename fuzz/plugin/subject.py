"""The network that ``--fuzz-subject`` names: one that everybody has, or one of the user's own."""

from fuzz.error import FuzzError
from fuzz.execution.extra import require_library
from fuzz.execution.named.name import EXAMPLE, split
from strategies.network.imported import is_own
from strategies.network.models import MODELS
from strategies.subject import Subject


def require_subject(name: str) -> None:
    """Let cases of this process name a network. Raises `FuzzError` where it can be no subject."""
    if is_own(name):
        split(name)
        from fuzz.execution.runner.granting import grant_apart  # it needs torch

        grant_apart(name)
    elif name not in MODELS:
        known = ", ".join(MODELS)
        raise FuzzError(
            f"{name[:40]!r} is no subject; give MODULE:FACTORY, such as {EXAMPLE}, or {known}"
        )
    else:
        require_library(Subject(model=name))
