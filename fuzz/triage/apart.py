"""A case that ends its process, or may, shrunk to an entry: each run is in a child that may die."""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, Proof, entry_of
from fuzz.execution.outcome import Died, Outcome, Returned
from fuzz.execution.runner.brief import Brief
from fuzz.execution.runner.child import Child
from fuzz.execution.runner.daring import Daring
from fuzz.execution.runner.followed import Followed
from fuzz.execution.runner.protocol import Disposable, Runner
from fuzz.triage.minimize import Look, minimize, minimize_by
from fuzz.triage.observation import Dropped, observation
from fuzz.triage.repair import repair
from fuzz.verdict import Finding, Signature
from fuzz.verdict.finding import DEADLY, LATER
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.peril import perilous

PATIENCE = 600.0
"""How many seconds shrinking may take at once, by composition; most of it takes one."""


def runner_for(finding: Finding, child: Disposable) -> Runner:
    """What shows a finding that ends the process: the case alone, or with others behind it."""
    return Followed(child) if finding.message == LATER and finding.cause is None else Daring(child)


def minimize_apart(
    case: Case,
    finding: Finding,
    child: Child,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Case:
    """The plainest case that fails as a failing case does, as `fuzz.triage.minimize.minimize` does,
    found in a child whatever becomes of it.

    By composition all at once, unless the case itself may end the process; step by step where that ends
    it.
    """
    if finding.signature.kind not in DEADLY and not perilous(case):
        found = child.call(_minimize, msgspec.json.encode((case, finding.signature)), PATIENCE)
        if not isinstance(found, Died):
            return msgspec.json.decode(found, type=Case)
    return _shrunk(case, finding, child, past_deadline)[0]


def _minimize(given: bytes, device: str) -> bytes:
    case, signature = msgspec.json.decode(given, type=tuple[Case, Signature])
    return msgspec.json.encode(minimize(case, signature, device=device))


def _shrunk(
    case: Case, finding: Finding, child: Disposable, past_deadline: Callable[[], bool]
) -> tuple[Case, Outcome]:
    """The plainest case that ends its process as a case does, and what comes of it.

    One that never ends is waited for at each step: for a part of the time, unless the result does end
    in the whole of it.
    """
    runner, there = runner_for(finding, child), _brief(finding, child)
    minimal = minimize_by(_look(finding, there), case, finding.signature, past_deadline)
    outcome = runner.run(minimal)
    again = judge(minimal, outcome)
    if there is child or (again is not None and again.signature == finding.signature):
        return minimal, outcome
    minimal = minimize_by(_look(finding, child), case, finding.signature, past_deadline)
    return minimal, runner.run(minimal)


def _brief(finding: Finding, child: Disposable) -> Disposable:
    """Where steps are run: for what never ends, in a part of the time."""
    return Brief(child) if finding.signature.kind == "timeout" else child


def _look(finding: Finding, child: Disposable) -> Look:
    """What a step of shrinking is judged by: a single run is enough to see that one dies."""
    runner = runner_for(finding, child)
    if isinstance(runner, Daring) and finding.message != LATER:
        runner = Daring(child, tries=1, following=0)
    return lambda one: judge(one, runner.run(one))


def record_apart(
    case: Case,
    finding: Finding,
    child: Disposable,
    *,
    found: Found,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Entry | Dropped:
    """Shrink a case that ends its process, or may, to an entry, as `fuzz.triage.record.record` does.

    "unstable" where the smallest case doesn't fail alike when it is run once more.
    """
    minimal, outcome = _shrunk(case, finding, child, past_deadline)
    again = judge(minimal, outcome)
    if again is None or again.signature != finding.signature:
        return "unstable"
    seen = observation(minimal, outcome, child.device, again)
    entry = replace(entry_of(minimal, again, found), observed=(seen,))
    if past_deadline():
        return entry
    return _mended(entry, again, runner_for(finding, _brief(finding, child)))


def _mended(entry: Entry, finding: Finding, runner: Runner) -> Entry:
    """The entry with a fix that was run, where there is one."""
    outcomes: dict[Case, Outcome] = {}

    def passes(one: Case) -> bool:
        outcomes[one] = runner.run(one)
        return judge(one, outcomes[one]) is None

    fix = repair(entry.case, finding.cause, passes)
    if fix is None:
        return entry
    there = outcomes.get(fix.case)
    seen = Proof(there.output.shape, there.output.dtype) if isinstance(there, Returned) else Proof()
    return replace(entry, passing=fix.case, fix=fix.text, proof=seen)
