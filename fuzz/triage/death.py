"""A case that ends its process, shrunk to an entry: each run is in a child that may die."""

from collections.abc import Callable

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, Proof, entry_of
from fuzz.execution.outcome import Outcome, Returned
from fuzz.execution.runner.followed import Followed
from fuzz.execution.runner.protocol import Disposable, Runner
from fuzz.triage.minimize import minimize_by
from fuzz.triage.observation import Dropped, observation
from fuzz.triage.repair import repair
from fuzz.verdict import Finding
from fuzz.verdict.finding import LATER
from fuzz.verdict.judgement import judge
from strategies.case import Case
from strategies.error import CaseError


def runner_for(finding: Finding, child: Disposable) -> Runner:
    """What shows a finding that ends the process: the case alone, or with others behind it."""
    return Followed(child) if finding.message == LATER else child


def record_death(
    case: Case,
    finding: Finding,
    child: Disposable,
    *,
    found: Found,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Entry | Dropped:
    """Shrink a case that ends its process to an entry, as `fuzz.triage.record.record` does.

    "unstable" where the smallest case doesn't end it when it is run once more, or where an accelerator
    has too little memory free to tell.
    """
    try:
        return _recorded(case, finding, runner_for(finding, child), found, past_deadline)
    except CaseError:
        return "unstable"


def _recorded(
    case: Case, finding: Finding, runner: Runner, found: Found, past_deadline: Callable[[], bool]
) -> Entry | Dropped:

    def look(one: Case) -> Finding | None:
        return judge(one, runner.run(one))

    minimal = minimize_by(look, case, finding.signature, past_deadline)
    outcome = runner.run(minimal)
    again = judge(minimal, outcome)
    if again is None or again.signature != finding.signature:
        return "unstable"
    seen = observation(minimal, outcome, runner.device, again)
    entry = replace(entry_of(minimal, again, found), observed=(seen,))
    return entry if past_deadline() else _mended(entry, again, runner)


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
