"""Suspects: the layers and losses that cases had which ended a process."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from fuzz.campaign.event import AnyEvent, Condemned
from fuzz.catalogue.entry import Entry
from fuzz.verdict.finding import DEADLY
from strategies.case import ORDINARY, Case
from strategies.layer import Layer
from strategies.peril import perilous
from strategies.stage import Stage
from strategies.surgery import Insert, Replace

MOST = 2
"""So many layers of a kind, with other options each, may end a process before all of the kind are
suspect."""


class Suspect(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A case that ended its process, and the stage at which it did."""

    case: Case
    stage: Stage


def suspects_of(known: Mapping[str, Entry], told: Iterable[AnyEvent]) -> tuple[Suspect, ...]:
    """What ended processes before a run goes on: by what is ``known``, and what it has ``told`` itself.

    Another release or machine may have told so, so each is tried again, in a child. What is perilous by
    the contract is never run elsewhere anyway.
    """
    deaths = [one for one in known.values() if one.signature.kind in DEADLY and not perilous(one.case)]
    condemned = [one for one in told if isinstance(one, Condemned)]
    return (
        *(Suspect(one.case, one.signature.stage) for one in deaths),
        *(Suspect(one.case, one.died.stage) for one in condemned),
    )


class Suspects:
    """What cases had that ended their process.

    Others with the same layer or loss may do so as well, so they are tried in a child first: that costs
    a real run each, and to be wrong would cost a worker.
    """

    def __init__(self, before: Iterable[Suspect] = ()) -> None:
        self._cases: set[Case] = set()
        self._layers: set[Layer] = set()
        self._kinds = Counter[str]()
        self._losses: set[str] = set()
        for suspect in before:
            self.learn(suspect)

    def learn(self, suspect: Suspect) -> None:
        """Suspect what can have ended the process: during a loss, that alone."""
        case = suspect.case
        self._cases.add(case)
        if suspect.stage != "loss":
            new = {layer for layer in _layers(case) if layer not in self._layers}
            self._layers |= new
            self._kinds.update(layer.kind for layer in new)
        if case.loss is not None and suspect.stage in ("loss", "backward"):
            self._losses.add(case.loss.kind)

    def in_network(self, case: Case) -> bool:
        """Whether the network of a case has a layer that is suspect: with the same options, or of a kind
        that has ended processes with several."""
        if not self._layers:
            return False
        return any(one in self._layers or self._kinds[one.kind] >= MOST for one in _layers(case))

    def in_loss(self, case: Case) -> bool:
        """Whether the loss of a case is suspect, whatever its options and the target."""
        return case.loss is not None and case.loss.kind in self._losses

    def __contains__(self, case: Case) -> bool:
        """Whether anything of a case is, that is not in nearly all of them."""
        if case in self._cases or self.in_network(case):
            return True
        return case.loss != ORDINARY.loss and self.in_loss(case)


def _layers(case: Case) -> Iterator[Layer]:
    return (edit.layer for edit in case.edits if isinstance(edit, Insert | Replace))
