"""verify(): run a catalogued case again and hold it against its entry."""

from dataclasses import replace

from fuzz.catalogue.entry import Entry, Observation, Proof
from fuzz.execution import pulse
from fuzz.execution.accelerator import PLAIN
from fuzz.execution.capability import processor
from fuzz.execution.environment import environment
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Outcome
from fuzz.execution.runner.child import Child
from fuzz.execution.runner.daring import Daring
from fuzz.execution.runner.followed import Followed
from fuzz.text import first_line
from fuzz.triage.observation import observation
from fuzz.triage.stand_in import stand_in
from fuzz.triage.verified import Verified
from fuzz.verdict import Finding, template
from fuzz.verdict.divergence import divergence
from fuzz.verdict.finding import DEADLY, LATER
from fuzz.verdict.judgement import judge
from strategies.error import CaseError
from strategies.release import release_of


def verify(entry: Entry, *, device: str = "cpu", as_written: bool = False) -> Verified:
    """Run an entry's case; entries that share network and input share the forward pass.

    Where it is the SAME with less work to do (`stand_in`), that is enough, unless the case is to be run
    ``as_written``: any other answer is that of the case itself. But where the smaller one leaves the
    accelerator of this process unusable, nothing more can be run here, and that is the answer.

    It is the SAME where it has the entry's signature, or shows what this release of torch was seen to
    show of it; REWORDED where it has the signature, and a message that no entry has.

    An entry that needs what this machine hasn't is SKIPPED: another GPU, or a processor that lacks a
    capability. So is one that no rule explains, and that no processor like this one was seen to show,
    where it doesn't show: that may be the processor's doing as well as torch's.

    An entry with a proof is CHANGED where its passing case has a finding, or where its rule is still
    violated with the blamed thing put right.
    """
    lighter = None if as_written else stand_in(entry)
    if lighter is not None:
        result = _proven(lighter, device)
        if result.status == "SAME" or pulse.is_lost():
            return result
    return _proven(entry, device)


def _proven(entry: Entry, device: str) -> Verified:
    result = _verified(entry, device)
    if entry.proof is None or result.status not in ("SAME", "REWORDED") or pulse.is_lost():
        return result
    problem = _refuted(entry, entry.proof, device)
    return replace(result, status="CHANGED", problem=problem) if problem else result


def _refuted(entry: Entry, proof: Proof, device: str) -> str:
    """What is no longer as an entry's proof has it; "" where all is."""
    if proof.case is not None:
        there = judge(proof.case, observe(proof.case, device=device))
        if there is not None and there.signature.rule == entry.signature.rule != "":
            return f"with the blamed thing put right, it still is {there.signature.kind}"
    now = judge(entry.passing, observe(entry.passing, device=device)) if entry.passing else None
    if now is None or (now.cause is not None and now.cause.capability):  # this processor's own
        return ""
    said = first_line(now.message or (now.cause.description if now.cause is not None else ""))
    return f"its passing case now is {now.signature.kind}: {said}"


def _verified(entry: Entry, device: str) -> Verified:
    skipped = _missing_device(entry, device) or _missing_processor(entry, device)
    if skipped:
        return Verified("SKIPPED", problem=skipped)
    try:
        finding, observed = _looked_at(entry, device)
    except CaseError as error:
        return Verified("ERROR", problem=str(error))
    if finding is not None and _was_observed(entry, finding, device):
        return Verified("SAME", finding, observed=observed)
    if finding is not None and finding.signature == entry.signature:
        reworded = not set(finding.wordings) <= set(entry.wordings)
        return Verified("REWORDED" if reworded else "SAME", finding, observed=observed)
    unlike = _seen_elsewhere(entry, device) or _unlike_processors(entry, device)
    if unlike:
        return Verified("SKIPPED", finding, unlike)
    return Verified("FIXED" if finding is None else "CHANGED", finding, observed=observed)


def _looked_at(entry: Entry, device: str) -> tuple[Finding | None, tuple[Observation, ...]]:
    """What an entry's case shows, and on which devices what was seen of that."""
    if entry.signature.kind == "divergent":
        seen = divergence(entry.case, device=device)
        if seen is None:
            return None, ()
        return seen.finding, tuple(observation(entry.case, o, at) for at, o in seen.in_order())
    outcome = _outcome(entry, device)
    finding = judge(entry.case, outcome)
    return finding, () if finding is None else (observation(entry.case, outcome, device, finding),)


def _outcome(entry: Entry, device: str) -> Outcome:
    """The outcome of an entry's case; in a process of its own where that may end it."""
    if entry.signature.kind not in DEADLY:
        return observe(entry.case, device=device)
    later = entry.signature.template == LATER
    with Child(device) as child:
        return (Followed(child) if later else Daring(child)).run(entry.case)


def _was_observed(entry: Entry, finding: Finding, device: str) -> bool:
    """Whether an entry has it from this release that its rule shows so: with this message, at this
    stage."""
    if finding.signature.rule != entry.signature.rule:
        return False
    release = release_of(environment(device).torch)
    error = (finding.stage, finding.exception, template(finding.message))
    return any(
        seen.exception and (seen.stage, seen.exception, template(seen.message)) == error
        for seen in entry.observed
        if release_of(seen.torch) == release
    )


def _missing_device(entry: Entry, device: str) -> str:
    """Which GPU would have to be asked where devices were seen to differ, if there is none."""
    if entry.signature.kind != "divergent" or device != "cpu":
        return ""
    gpus = [seen.device for seen in entry.observed if seen.device not in ("cpu", "meta")]
    others = len(entry.observed) - len(gpus)
    return f"seen on {gpus[0]}: replay it there" if gpus and others < 2 else ""


def _missing_processor(entry: Entry, device: str) -> str:
    """Which processor would have to be asked, where a failure shows only without a capability."""
    if not entry.capability or (device == "cpu" and processor().lacks(entry.capability)):
        return ""
    if device != "cpu":
        return f"shows only on a CPU without {entry.capability}; this is {device}"
    return f"shows only on a CPU without {entry.capability}; this one: {processor()}"


def _seen_elsewhere(entry: Entry, device: str) -> str:
    """Which accelerator showed an entry, where only accelerators did and this is none."""
    seen = [one.device for one in entry.observed]
    if device != "cpu" or not seen or not set(seen).isdisjoint(PLAIN):
        return ""
    return f"seen on {seen[0]}: replay it there"


def _unlike_processors(entry: Entry, device: str) -> str:
    """Which processors showed an entry that has no rule, where none of them was like this one."""
    seen = sorted({seen.capability for seen in entry.observed if seen.capability})
    if device != "cpu" or entry.signature.rule or not seen or str(processor()) in seen:
        return ""
    return f"seen on a CPU with {' and on one with '.join(seen)}; this one: {processor()}"
