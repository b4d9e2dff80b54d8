"""inspect(): all that there is to say of one network and input, whatever the loss and the target."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from fuzz.execution.composition import forget_effects
from fuzz.execution.composition.compose import Composed, compose, described
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.composition.pairing import all_pairings, pattern_of, shape_to_fit
from fuzz.execution.memo import Memo
from fuzz.execution.observe import forget, observe, without_loss
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.setting import setting_of
from fuzz.verdict.finding import Signature, judge
from fuzz.verdict.table import Table, forget_tables, table_of
from strategies.bound import possible
from strategies.case import Case
from strategies.flow import flow
from strategies.loss import KINDS, Loss
from strategies.loss.pairing import Pairing

_outcomes: Memo[Outcome] = Memo(4096)


def forget_all() -> None:
    """Forget whatever was seen of any case, so that the next is looked at afresh."""
    forget()
    forget_effects()
    forget_tables()
    _outcomes.clear()


@dataclass(frozen=True)
class Inspection:
    """The verdict on each combination of a network and input with a loss and a target.

    ``composed`` is what was put together; None where the case was run whole, and then ``whole``
    says why. Where there was no output, the case itself is the only combination.
    """

    case: Case
    table: Table
    composed: Composed | Raised | None
    whole: str = ""

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """The losses and targets, in the order of the table; none where the case is its only one."""
        if not isinstance(self.composed, Composed):
            return ()
        return all_pairings(shape_to_fit(self.composed.output))

    def combination(self, number: int) -> Case:
        """The case with the pairing of a number."""
        if not self.pairings:
            return self.case
        loss, target = self.pairings[number]
        return msgspec.structs.replace(self.case, loss=loss, target=target)


def inspect(
    case: Case, *, device: str = "cpu", probing: Callable[[], None] = lambda: None
) -> Inspection:
    """Judge a case with every loss and target; its own are not looked at.

    ``probing`` is told before anything is run for real.
    """
    try:
        composed = compose(case, device=device, probing=probing)
    except MustRunWhole as reason:
        case = _plainly_paired(case)
        return Inspection(case, _alone(_observed(case, device, probing)), None, str(reason))
    if isinstance(composed, Raised):
        return Inspection(case, _alone(composed), composed)
    setting = setting_of(case, device)
    table = table_of(pattern_of(composed.output), setting)
    inspection = Inspection(case, table, composed)
    if setting.backward and not composed.reversible and table.fine is not None:
        whole = inspection.combination(table.fine)
        inspection = _below(inspection, _observed(whole, device, probing))
    if composed.warned:
        said = Returned(output=described(composed.output), warnings=composed.warned)
        inspection = _below(inspection, said)
    return inspection


def _observed(case: Case, device: str, probing: Callable[[], None]) -> Outcome:
    """The outcome of a case run whole, remembered."""

    def run() -> Outcome:
        probing()
        return observe(case, device=device)

    return _outcomes.get((case, device), run)


def _plainly_paired(case: Case) -> Case:
    """The case with the ordinary loss, or with none where that would be too large to try."""
    target = KINDS[Loss().kind].targets(flow(case).output)[0]
    paired = msgspec.structs.replace(case, loss=Loss(), target=target)
    return paired if possible(paired) else without_loss(case)


def _alone(outcome: Outcome) -> Table:
    finding = judge(outcome)
    return _table_of_one(finding and finding.signature)


@lru_cache(maxsize=2048)
def _table_of_one(signature: Signature | None) -> Table:
    return Table((signature,))


def _below(inspection: Inspection, outcome: Outcome) -> Inspection:
    """The inspection with what was seen of the network itself."""
    finding = judge(outcome)
    if finding is None:
        return inspection
    return Inspection(inspection.case, inspection.table.under(finding.signature), inspection.composed)
