"""A case that ends its process, shrunk to an entry: each run is in a child that may die."""

from collections.abc import Callable

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, Proof, entry_of
from fuzz.execution.outcome import Outcome, Returned
from fuzz.execution.runner.protocol import Runner
from fuzz.triage.minimize import minimize_by
from fuzz.triage.observation import Dropped, observation
from fuzz.triage.repair import repair
from fuzz.verdict import Finding
from fuzz.verdict.finding import DEADLY
from fuzz.verdict.judgement import judge
from strategies.case import Case


def confirmed(case: Case, runner: Runner) -> Finding | None:
    """The finding in a case that is run alone, in a new process, where it ends that one as well."""
    finding = judge(case, runner.run(case))
    return finding if finding is not None and finding.signature.kind in DEADLY else None


def record_death(
    case: Case,
    finding: Finding,
    runner: Runner,
    *,
    found: Found,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Entry | Dropped:
    """Shrink a case that ends its process to an entry, as `fuzz.triage.record.record` does.

    "unstable" where the smallest case doesn't end it when it is run once more.
    """

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
    output = there.output if isinstance(there, Returned) else None
    proof = Proof(output and output.shape, output.dtype if output else "")
    return replace(entry, passing=fix.case, fix=fix.text, proof=proof)
