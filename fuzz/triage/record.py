"""record(): an entry made of a failing case: shrunk, run once more, proven, and its reach."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from msgspec.structs import replace

from fuzz.catalogue.entry import Entry, Found, Proof, entry_of
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Died, Outcome
from fuzz.execution.shared_forward import forget
from fuzz.triage.minimize import minimize
from fuzz.triage.observation import Dropped, observation
from fuzz.triage.probe import fails_like
from fuzz.triage.proof import proof
from fuzz.triage.region import region
from fuzz.triage.repair import put_right, repair
from fuzz.verdict import Finding
from fuzz.verdict.finding import REFUSED
from fuzz.verdict.judgement import judge
from fuzz.verdict.trust import CompositionMismatch
from strategies.case import Case
from strategies.error import CaseError
from strategies.peril import require_harmless

TRIED = 3
"""In how many cases the blamed thing is put right, before it is held to be innocent."""


@dataclass(frozen=True)
class Surveyor:
    """Runs cases on a device, and tells ``running`` of each before."""

    device: str
    running: Callable[[Case], None]

    def run(self, case: Case) -> tuple[Outcome, Finding | None]:
        """Run a case whole. Raises `CaseError` where it ends the process, or may."""
        self.running(case)
        require_harmless(case)
        outcome = observe(case, device=self.device)
        return outcome, judge(case, outcome)

    def passes(self, case: Case) -> bool:
        """Whether there is nothing at all to say of a case that is run whole."""
        try:
            return self.run(case)[1] is None
        except CaseError:
            return False

    def proven(self, entry: Entry, finding: Finding) -> Entry | None:
        """An entry with the fix that was run, and its proof.

        None where the rule is not to blame: with the blamed thing put right, the failure is still there.
        """
        case, cause = entry.case, finding.cause
        alone = self._put_right(case, finding)
        if alone is None:
            return None
        loss_alone = (finding.signature.stage, finding.signature.kind) == ("loss", "nonfinite")
        fix = repair(case, cause, self.passes, too_large=loss_alone)
        if fix is None:
            unmended = None if alone[0] == case else Proof(case=alone[0], does=alone[1])
            return replace(entry, proof=unmended)
        raises = finding.signature.kind in REFUSED
        seen = proof(case, fix.case, raises=raises, device=self.device)
        if alone[0] not in (case, fix.case):
            seen = replace(seen, case=alone[0], does=alone[1])
        return replace(entry, passing=fix.case, fix=fix.text, proof=seen)

    def _put_right(self, case: Case, finding: Finding) -> tuple[Case, str] | None:
        """The case with the blamed thing alone put right, and what it does.

        The case itself where no rule is to blame, or where no case can put it right; None where the
        failure is still there in each that was tried.
        """
        cause = finding.cause
        tried = list(islice(put_right(case, cause), TRIED)) if cause is not None else []
        for one in tried:
            try:
                seen = self.run(one)[1]
            except CaseError:
                continue  # it ends its process, or may
            if seen is None:
                return one, ""
            if seen.failure != finding.failure:
                return one, said_by(seen)
        return None if tried else (case, "")

    def reach(self, entry: Entry, finding: Finding) -> str:
        """How far the failure of an entry reaches, in a sentence."""
        return region(entry.case, finding.stage, lambda near: self._fails_like(near, finding))

    def _fails_like(self, case: Case, finding: Finding) -> bool | None:
        self.running(case)
        return fails_like(case, finding, device=self.device)


def record(
    case: Case,
    finding: Finding,
    *,
    found: Found,
    device: str = "cpu",
    running: Callable[[Case], None] = lambda _: None,
    past_deadline: Callable[[], bool] = lambda: False,
) -> Entry | Dropped:
    """Shrink a failing case to an entry.

    Or say why there is none: the case does not fail alike each time, or the rule that it violates is
    not to blame for its failure.

    ``running`` is called with each case before it is run; ``past_deadline`` cuts the shrinking short,
    and leaves out what comes after it. Raises `CompositionMismatch` where the smallest case fails
    otherwise when it is run whole, twice over; but for what is not finite, which may come of values, or
    of memory that nothing was written to.
    """
    surveyor = Surveyor(device, running)
    minimal = minimize(
        case, finding.signature, device=device, running=running, past_deadline=past_deadline
    )
    outcome, again = surveyor.run(minimal)
    if again is None or again.signature != finding.signature:
        forget()
        _, once_more = surveyor.run(minimal)
        if (
            once_more == again
            and finding.signature.kind != "nonfinite"
            and not isinstance(outcome, Died)
        ):
            raise CompositionMismatch(minimal, finding.signature, again and again.signature)
        return "unstable"
    entry = replace(
        entry_of(minimal, again, found),
        sites=tuple(sorted({finding.site, again.site})),
        observed=(observation(minimal, outcome, device, again),),
    )
    return entry if past_deadline() else surveyor.proven(entry, again) or "unproven"


def said_by(finding: Finding) -> str:
    """What a finding says in a line: torch's message, or the cause."""
    text = finding.message.strip().split("\n")[0] or (finding.cause.description if finding.cause else "")
    return f"{finding.exception or finding.signature.kind}: {text}"
