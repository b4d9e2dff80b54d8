"""minimize(): the smallest case that fails alike."""

from collections.abc import Callable

from fuzz.execution.observe import observe
from fuzz.triage.step import steps
from fuzz.verdict import Finding, Signature
from fuzz.verdict.composed import judge_composed
from fuzz.verdict.judgement import judge
from strategies.case import Case, key
from strategies.error import CaseError
from strategies.peril import perilous

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
    where the rule is violated (`fuzz.verdict.finding.Failure`). No single step down from the result
    keeps it. ``running`` is called with each case before anything
    of it is run. As soon as ``past_deadline`` returns True, the plainest case so far is returned
    instead. The steps are judged by composition: run the result whole before trusting it. Those of a
    case that may end the process are run whole, in another one; those of any other never lead there.
    """

    def look(candidate: Case) -> Finding | None:
        return judge_composed(candidate, device=device, probing=lambda: running(candidate))

    def look_apart(candidate: Case) -> Finding | None:
        return judge(candidate, observe(candidate, device=device))

    return minimize_by(look_apart if perilous(case) else look, case, signature, past_deadline)


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

    return descend(case, _remembering(holds))


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
