"""Suspects: the layers and losses that cases had which ended a process."""

from collections.abc import Iterator

from fuzz.execution.outcome import Died
from strategies.case import ORDINARY, Case
from strategies.layer import Layer
from strategies.surgery import Insert, Replace


class Suspects:
    """What cases had that ended their process.

    Others with the same layer or loss may do so as well, so they are tried in a child first: that costs
    a real run each, and to be wrong would cost a worker.
    """

    def __init__(self) -> None:
        self._layers: set[Layer] = set()
        self._losses: set[str] = set()

    def learn(self, case: Case, died: Died) -> None:
        """Suspect what can have ended the process: during a loss, that alone."""
        if died.stage != "loss":
            self._layers.update(_layers(case))
        if case.loss is not None and died.stage in ("loss", "backward"):
            self._losses.add(case.loss.kind)

    def in_network(self, case: Case) -> bool:
        """Whether the network of a case has a layer that is suspect, with the same options."""
        return bool(self._layers) and any(layer in self._layers for layer in _layers(case))

    def in_loss(self, case: Case) -> bool:
        """Whether the loss of a case is suspect, whatever its options and the target."""
        return case.loss is not None and case.loss.kind in self._losses

    def __contains__(self, case: Case) -> bool:
        """Whether anything of a case is, that is not in nearly all of them."""
        return self.in_network(case) or (case.loss != ORDINARY.loss and self.in_loss(case))


def _layers(case: Case) -> Iterator[Layer]:
    return (edit.layer for edit in case.edits if isinstance(edit, Insert | Replace))
