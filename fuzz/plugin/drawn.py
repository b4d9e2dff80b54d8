"""cases() and networks() as users import them: to name a network of one's own in them is to grant it."""

from collections.abc import Sequence

from hypothesis import strategies as st

from strategies import generation
from strategies.case import Case
from strategies.coverage import Pair
from strategies.network.imported import is_own
from strategies.network.models import DEFAULT


def cases(*, perilous: bool = False, subjects: Sequence[str] = (DEFAULT,)) -> st.SearchStrategy[Case]:
    """Combinations of a ResNet, its edits, an input, a loss and a target.

    ``subjects`` are the models, such as ``("resnet18", "wide_resnet50_2")``, or networks of your own by
    MODULE:FACTORY, such as ``("myapp.models:build",)``, which are imported here: see docs/subjects.md.
    Raises `FuzzError` where one can't be described.

    A network and input of `networks`; for two in three of them the ordinary loss with a target that
    fits the inferred output, else a loss and a target that may have one thing wrong. Shrinks towards
    the ordinary network and loss on a (2, 3, 32, 32) input. `check` accepts every case: known
    names, complete, and not too large to run. One in a few hundred may end the process that runs it,
    where ``perilous`` ones are asked for: `observe` runs those in another process, which takes about a
    second.
    """
    _grant(subjects)
    return generation.cases(perilous=perilous, subjects=subjects)


def networks(aim: Pair | None = None, subjects: Sequence[str] = (DEFAULT,)) -> st.SearchStrategy[Case]:
    """Networks with their edits, an input, a mode and a setting; loss and target are the ordinary ones.

    ``subjects`` are as those of `cases`. Each network looks for a fault in one place, and is plain
    everywhere else: an edit is drawn for the shapes at its site. With an ``aim``, each tries that pair
    of things, where it can be tried. Shrinks towards the ordinary network on a (2, 3, 32, 32) input.
    Each is estimated to take less than 768 MiB of memory. Raises `CaseError` for an unknown model.
    """
    _grant(subjects)
    return generation.networks(aim, subjects)


def _grant(subjects: Sequence[str]) -> None:
    for name in subjects:
        if is_own(name):
            from fuzz.execution.library.grant import grant  # it needs torch

            grant(name)
