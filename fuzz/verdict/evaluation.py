"""evaluate(): the findings in one network and input, with every loss and target."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from fuzz.execution.composition import forget_effects
from fuzz.execution.composition.comparison import all_pairings, pattern_of, shape_to_fit
from fuzz.execution.composition.compose import Composed, compose, described
from fuzz.execution.composition.effect import MustRunWhole
from fuzz.execution.construction import forget_prototypes
from fuzz.execution.defaults import plain_defaults
from fuzz.execution.outcome import Outcome, Raised, Returned
from fuzz.execution.place import home
from fuzz.execution.setting import setting_of
from fuzz.execution.shared_forward import forget
from fuzz.verdict.finding import REFUSED, Finding, Signature
from fuzz.verdict.judgement import judge, weigh
from fuzz.verdict.loss_table import forget_tables, table_of
from fuzz.verdict.table import SeenWording, Table, wordings_in
from fuzz.verdict.whole import foreseen, forget_whole, found_in, run_whole
from strategies.case import Case, without_loss
from strategies.contract import Prediction, meaning_of, predict, predict_backward, predict_network
from strategies.loss import LOSSES, Loss
from strategies.loss.pairing import Pairing
from strategies.shape_inference import infer_shapes
from strategies.validation import is_valid


def forget_all() -> None:
    """Clear every cache of outcomes and networks, so that the next case is run afresh."""
    forget()
    forget_prototypes()
    forget_effects()
    forget_tables()
    forget_whole()


@dataclass(frozen=True)
class Evaluation:
    """The verdict on each combination of a network and input with a loss and a target.

    ``composed`` is the result of composition; None where the case was run whole, and then ``whole``
    says why. Where there is no output, the case itself is the only combination.
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


def evaluate(
    case: Case,
    *,
    device: str = "cpu",
    probing: Callable[[], None] = lambda: None,
    pairing: Callable[[Case], Outcome | None] = lambda _: None,
) -> Evaluation:
    """Judge a case with every loss and target; its own are ignored.

    ``probing`` is called before each real run of the network, and ``pairing`` before each of a loss with
    the case that it makes: see `fuzz.execution.composition.pairing_runs.Before`.
    """
    with plain_defaults():
        return _evaluated(case, home(case, device), probing, pairing)


def _evaluated(
    case: Case,
    device: str,
    probing: Callable[[], None],
    pairing: Callable[[Case], Outcome | None],
) -> Evaluation:
    try:
        composed = compose(case, device=device, probing=probing)
    except MustRunWhole as reason:
        case = _plainly_paired(case)
        return Evaluation(case, _alone(case, run_whole(case, device, probing)), None, str(reason))
    if isinstance(composed, Raised):
        return Evaluation(case, _alone(case, composed), composed)
    expected = predict_network(case)
    finding = weigh(expected, _returned(composed))
    if finding is not None and expected.violations:
        return Evaluation(case, _everywhere(finding, expected, composed), composed)
    table = _with_backward(
        Evaluation(case, _table(case, composed, device, pairing), composed), device, pairing
    )
    if finding is not None:
        table = table.under(finding, wordings_in(finding, expected))
    return Evaluation(case, table, composed)


def _returned(composed: Composed) -> Returned:
    return Returned(output=described(composed.output), warnings=composed.warned)


def _table(
    case: Case, composed: Composed, device: str, pairing: Callable[[Case], Outcome | None]
) -> Table:
    pairings = all_pairings(shape_to_fit(composed.output))

    def before(number: int) -> Outcome | None:
        loss, target = pairings[number]
        return pairing(msgspec.structs.replace(case, loss=loss, target=target))

    pattern = pattern_of(composed.output)
    return table_of(pattern, setting_of(case, device), meaning_of(case), before)


def _with_backward(
    evaluation: Evaluation, device: str, pairing: Callable[[Case], Outcome | None]
) -> Table:
    """The table, with the finding of a real run where the backward pass of the network may fail."""
    case, table, composed = evaluation.case, evaluation.table, evaluation.composed
    assert isinstance(composed, Composed)
    number = table.returning
    if not case.backward or number is None:
        return table
    violation = predict_backward(case)
    if composed.differentiable and violation is None:
        return table
    whole = evaluation.combination(number)

    def run() -> Outcome:
        return pairing(whole) or run_whole(whole, device, lambda: None)

    both = violation if not composed.differentiable else None
    seen = foreseen(whole, both, run) if both is not None else None
    seen = seen or found_in(whole, run())
    if seen is None or (number != table.fine and not _is_of_backward(seen[0])):
        return table
    return table.before(*seen)


def _is_of_backward(finding: Finding) -> bool:
    """Whether it is an error of the backward pass: a pairing that has a finding may have that again."""
    return finding.stage == "backward" and finding.signature.kind in REFUSED


def _plainly_paired(case: Case) -> Case:
    """The case with the default loss, or with none where that would be too large to run."""
    target = LOSSES[Loss().kind].targets(infer_shapes(case).output)[0]
    paired = msgspec.structs.replace(case, loss=Loss(), target=target)
    return paired if is_valid(paired) else without_loss(case)


def _alone(case: Case, outcome: Outcome) -> Table:
    finding = judge(case, outcome)
    return _table_of(finding and finding.signature, wordings_in(finding, predict(case)), 1)


def _everywhere(finding: Finding, expected: Prediction, composed: Composed) -> Table:
    """The table of a network that returns an output although a rule is violated."""
    pairings = len(all_pairings(shape_to_fit(composed.output)))
    return _table_of(finding.signature, wordings_in(finding, expected), pairings)


@lru_cache(maxsize=2048)
def _table_of(signature: Signature | None, wordings: frozenset[SeenWording], pairings: int) -> Table:
    return Table((signature,) * pairings, wordings)
