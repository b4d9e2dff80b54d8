"""minimize(): the smallest case that fails alike."""

from collections.abc import Callable

from fuzz.execution.observe import observe, raised_until
from fuzz.triage.shrink import shrink
from fuzz.triage.step import steps
from fuzz.verdict import Signature, judge
from strategies.case import Case, key
from strategies.error import CaseError

Holds = Callable[[Case], bool]


def minimize(
    case: Case,
    signature: Signature,
    *,
    device: str = "cpu",
    seed: int | None = None,
    running: Callable[[Case], None] = lambda _: None,
    hurry: Callable[[], bool] = lambda: False,
) -> Case:
    """The plainest case that has the signature of a failing case.

    No single step down from it (`fuzz.triage.step`) keeps the signature. Where the case was drawn
    in a round of a campaign, the ``seed`` of that round lets Hypothesis shrink it first.
    ``running`` is told each case before it is run. As soon as ``hurry`` says so, the plainest case
    so far is returned instead.
    """

    def holds(candidate: Case) -> bool:
        if hurry():
            return False
        running(candidate)
        outcome = (
            raised_until(candidate, signature.stage, device=device)
            if signature.kind == "raised"
            else observe(candidate, device=device)
        )
        finding = judge(outcome) if outcome is not None else None
        return finding is not None and finding.signature == signature

    ask = _remembering(holds)
    return descend(case if seed is None else shrink(case, seed, ask), ask)


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
