"""minimize(): the smallest case that fails alike."""

from collections.abc import Callable
from dataclasses import dataclass

from fuzz.triage.fix import fixes
from fuzz.triage.step import steps
from fuzz.verdict import Finding, Signature
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.finding import REFUSED
from strategies.case import Case, key
from strategies.contract import predict
from strategies.error import CaseError
from strategies.violation import Violation

Holds = Callable[[Case], bool]

Look = Callable[[Case], Finding | None]
"""What gives the finding in a case."""


def minimize(
    case: Case,
    signature: Signature,
    *,
    device: str = "cpu",
    running: Callable[[Case], None] = lambda _: None,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Case:
    """The plainest case that fails as a failing case does.

    Expects ``signature`` to be that of ``judge(case, observe(case))``; with any other, the result is
    the case itself, or a plainer one that has this signature. What is kept is the failure: the
    signature with the stage, operation, exception and template of the error, and whether it is raised
    where the rule is violated (`fuzz.verdict.finding.Failure`). Of a case with several faults, the
    others are fixed first; and no step adds one that the repairs of the rule would leave. No single
    step down from the result keeps the failure. ``running`` is called with each case before anything
    of it is run. As soon as ``past_deadline`` returns True, the plainest case so far is returned
    instead. The steps are judged by composition: run the result whole before trusting it.
    """

    def look(candidate: Case) -> Finding | None:
        return judge_composed(candidate, device=device, probing=lambda: running(candidate))

    return minimize_by(look, case, signature, past_deadline)


def minimize_by(
    look: Look, case: Case, signature: Signature, past_deadline: Callable[[], bool] = lambda: False
) -> Case:
    """The same for whatever ``look`` says is found in a case."""
    first = look(case)
    alike = first.failure if first is not None and first.signature == signature else None

    def holds(candidate: Case) -> bool:
        if past_deadline():
            return False
        finding = look(candidate)
        if finding is None or finding.signature != signature:
            return False
        return alike is None or finding.failure == alike

    rule, remembered = signature.rule, _remembering(holds)
    if not rule:
        return descend(case, remembered)
    faults = Faults(rule, raises=signature.kind in REFUSED)
    alone = faults.isolated(case, remembered)
    if not faults.is_alone(alone):
        return descend(alone, remembered)
    return descend(alone, lambda candidate: faults.is_alone(candidate) and remembered(candidate))


@dataclass(frozen=True)
class Faults:
    """The faults of cases beside a rule. What is a misuse alone is none where torch ``raises``."""

    rule: str
    raises: bool

    def is_alone(self, case: Case) -> bool:
        """Whether the rule is all that a case violates: its repairs leave nothing that is forbidden.

        A case may violate others for the same reason, as class indices are of another shape and another
        dtype than a loss of probabilities expects: then one repair puts all right.
        """
        found = self._in(case)
        blamed = next((violation for violation in found if violation.rule == self.rule), None)
        if blamed is None:
            return False
        if all(other.rule == self.rule for other in found):
            return True
        return any(not self._in(fix.case) for fix in fixes(case, blamed))

    def isolated(self, case: Case, holds: Holds) -> Case:
        """The case with its violations of other rules fixed, one by one, as long as it fails alike."""
        while not self.is_alone(case):
            found = self._in(case)
            better = (
                fix.case
                for other in found
                if other.rule != self.rule
                for fix in fixes(case, other)
                if len(self._in(fix.case)) < len(found) and holds(fix.case)
            )
            fixed = next(better, None)
            if fixed is None:
                return case
            case = fixed
        return case

    def _in(self, case: Case) -> list[Violation]:
        expected = predict(case)
        found = [*expected.violations, *expected.excused]
        return found if self.raises or expected.misuse is None else [*found, expected.misuse]


def descend(case: Case, holds: Holds) -> Case:
    """Step down while a step keeps what ``holds``, until none does."""
    while True:
        step = next((candidate for candidate in steps(case) if holds(candidate)), None)
        if step is None:
            return case
        case = step


def _remembering(holds: Holds) -> Holds:
    """The same question, asked once for each case; a case that cannot be tried does not hold."""
    answers: dict[bytes, bool] = {}

    def ask(case: Case) -> bool:
        name = key(case)
        if name not in answers:
            try:
                answers[name] = holds(case)
            except CaseError:
                answers[name] = False
        return answers[name]

    return ask
