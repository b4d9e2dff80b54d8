"""Cases of an evaluation that are run whole, since composition can't tell what comes of them."""

from collections.abc import Callable

from fuzz.execution.accelerator import name_of
from fuzz.execution.kept import Kept
from fuzz.execution.kept_outcome import decode, encode
from fuzz.execution.memo import Memo
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Outcome, Raised
from fuzz.verdict.finding import Finding
from fuzz.verdict.judgement import judge
from fuzz.verdict.table import SeenWording, wordings_in
from strategies.case import Case, key
from strategies.contract import Violation, predict
from strategies.contract.backward import new_layers

InNetwork = tuple[Finding, frozenset[SeenWording]]
"""A finding in the backward pass through a network, and the messages of torch in it."""

_outcomes: Kept[Outcome] = Kept("whole", 4096, encode, decode)
_foreseen: Memo[InNetwork | None] = Memo(1024)


def forget_whole() -> None:
    """Clear the cache of what was run whole."""
    _outcomes.clear()
    _foreseen.clear()


def run_whole(case: Case, device: str, probing: Callable[[], None]) -> Outcome:
    """The outcome of a case run whole, cached. ``probing`` is called before it is run.

    In float16 it outlives the process: no other case is met again in another run.
    """

    def lasting() -> str | None:
        return f"{key(case).decode()} {name_of(device)}" if case.autocast == "float16" else None

    def run() -> Outcome:
        probing()
        return observe(case, device=device)

    return _outcomes.recall((case, device), lasting, run)


def foreseen(case: Case, violation: Violation, run: Callable[[], Outcome]) -> InNetwork | None:
    """What comes of the backward pass of a case where composition has it that a saved tensor was
    modified, and the contract why.

    The two know nothing of each other. So the first case with these layers is run, for what torch says
    of it, and where it is as foreseen there is nothing to see in another one. None where it isn't.
    """
    name = (violation.rule, frozenset(layer.kind for layer in new_layers(case.edits)))

    def first() -> InNetwork | None:
        outcome = run()
        found = found_in(case, outcome)
        as_foreseen = found is not None and found[0].signature.rule == violation.rule
        return found if as_foreseen and isinstance(outcome, Raised) else None

    return _foreseen.get(name, first)


def found_in(case: Case, outcome: Outcome) -> InNetwork | None:
    """The finding in an outcome of a case, and the messages of torch in it; None for no finding."""
    finding = judge(case, outcome)
    return None if finding is None else (finding, wordings_in(finding, predict(case)))
