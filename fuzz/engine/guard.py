"""Guard: what a worker does before each run, so that none of them ends it unnoticed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from fuzz.campaign.suspects import Suspect, Suspects
from fuzz.engine.trace import Trace
from fuzz.engine.watch import Watch
from fuzz.execution.memo import Memo
from fuzz.execution.outcome import Died
from fuzz.execution.runner.protocol import Runner
from strategies.case import Case
from strategies.error import CaseError

DARED = 3
"""After so many deaths by one kind of loss on an output, its other targets are left alone there."""

Condemn = Callable[[Case, Died], None]
"""Tells all workers that a case ends the process that runs it."""

Fates = Callable[[], Iterator[tuple[Case, Died]]]
"""The cases that were condemned since it was last asked."""


class Guard:
    """Knows which cases end a process, tries out in a child which may, and notes what is run here."""

    def __init__(
        self,
        fates: Fates,
        condemn: Condemn,
        runner: Runner,
        trace: Trace,
        watch: Watch,
        before: Iterable[Suspect] = (),
    ) -> None:
        self._fates, self._tell, self._runner = fates, condemn, runner
        self._trace, self._watch = trace, watch
        self._known: dict[Case, Died] = {}
        self._suspects = Suspects(before)
        self._alive: Memo[bool] = Memo(4096)
        self._deaths: Counter[str] = Counter()

    def fate(self, case: Case) -> Died | None:
        """How a case ends the process that runs it, as is known or found out in a child; or None."""
        return self._fate(case) or (self._tried(case) if case in self._suspects else None)

    def condemn(self, case: Case, died: Died) -> None:
        """Tell all workers that a case ends its process."""
        self._learn(case, died)
        self._tell(case, died)

    def running(self, case: Case) -> None:
        """Note a case that is about to be run here. Raises `CaseError` for one that would end this."""
        self._watch.alive()
        self._deaths.clear()
        if self.fate(case) is not None:
            raise CaseError("$", "ends the process that runs it")
        self._trace.note(case)

    def pairing(self, case: Case) -> Died | None:
        """Note the loss and target that the case at hand is about to be run with, or how that dies.

        Raises `CaseError` where the loss has done so too often.
        """
        self._watch.alive()
        # What others have condemned was asked for when the network was noted: not a thousand times more.
        died = self._known.get(case) if self._known else None
        if died is None and self._suspects.in_loss(case):
            died = self._dared(case)
        if died is None:
            self._trace.note_pairing(case)
        return died

    def _dared(self, case: Case) -> Died | None:
        name = case.loss.kind if case.loss is not None else ""
        if self._deaths[name] >= DARED and case not in self._alive:
            raise CaseError("$.loss", f"{name} has ended too many processes here")
        died = self._tried(case)
        self._deaths[name] += died is not None
        return died

    def _tried(self, case: Case) -> Died | None:
        """How a case ends a child, if it does."""
        if case in self._alive:
            return None
        outcome = self._runner.run(case)
        if isinstance(outcome, Died):
            self.condemn(case, outcome)
            return outcome
        self._alive.get(case, lambda: True)
        return None

    def _fate(self, case: Case) -> Died | None:
        for one, died in self._fates():
            self._learn(one, died)
        return self._known.get(case)

    def _learn(self, case: Case, died: Died) -> None:
        self._known[case] = died
        self._suspects.learn(Suspect(case, died.stage))
