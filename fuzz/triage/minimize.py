"""minimize(): the smallest case that fails alike."""

from collections.abc import Callable

from fuzz.triage.fix import fixes
from fuzz.triage.step import steps
from fuzz.verdict import Finding, Signature
from fuzz.verdict.composed import judge_composed
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
    alone = isolated(case, rule, remembered)
    if not is_alone(alone, rule):
        return descend(alone, remembered)
    return descend(alone, lambda candidate: is_alone(candidate, rule) and remembered(candidate))


def is_alone(case: Case, rule: str) -> bool:
    """Whether a rule is all that a case violates: its repairs leave nothing that the contract forbids.

    A case may violate others for the same reason, as class indices are of another shape and another
    dtype than a loss of probabilities expects: then one repair puts all right.
    """
    violation = _violation_of(case, rule)
    if violation is None:
        return False
    if all(other.rule == rule for other in _violations(case)):
        return True
    return any(predict(fix.case).any_violation is None for fix in fixes(case, violation))


def isolated(case: Case, rule: str, holds: Holds) -> Case:
    """The case with its violations of other rules fixed, one by one, as long as it fails alike."""
    while not is_alone(case, rule):
        others = [violation for violation in _violations(case) if violation.rule != rule]
        better = (
            fix.case
            for other in others
            for fix in fixes(case, other)
            if len(_violations(fix.case)) < len(_violations(case)) and holds(fix.case)
        )
        fixed = next(better, None)
        if fixed is None:
            return case
        case = fixed
    return case


def _violations(case: Case) -> list[Violation]:
    expected = predict(case)
    found = (*expected.violations, expected.misuse, *expected.excused)
    return [violation for violation in found if violation is not None]


def _violation_of(case: Case, rule: str) -> Violation | None:
    return next((violation for violation in _violations(case) if violation.rule == rule), None)


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
