"""The corpus brought up to date: causes as rules word them, and what this environment shows.

    python -m benchmarks.corpus

For a maintainer, after texts of rules have changed or with a new release of torch. Each case is run.
An entry keeps what it has, and the fix that was run; an observation of this environment takes the place
of an older one of the same release and device, or is added where this release shows the entry's rule
otherwise. What doesn't fail alike is left as it is, and named.
"""

from msgspec.structs import replace

from fuzz.catalogue import CORPUS, Catalogue, Entry, Observation
from fuzz.catalogue.store import write_union
from fuzz.execution.environment import environment
from fuzz.execution.observe import observe
from fuzz.execution.threads import one_thread
from fuzz.triage.observation import observation
from fuzz.verdict import Finding, template
from fuzz.verdict.divergence import divergence
from fuzz.verdict.judgement import judge
from strategies.violation import Violation


def updated(entry: Entry) -> Entry | None:
    """The entry as rules word it, with what this environment shows; None where it doesn't fail alike."""
    if entry.signature.kind == "divergent":
        return _divergent(entry)
    outcome = observe(entry.case)
    finding = judge(entry.case, outcome)
    if finding is None or finding.signature.rule != entry.signature.rule:
        return None
    seen = observation(entry.case, outcome, "cpu", finding)
    if finding.signature != entry.signature:
        return replace(entry, observed=_with(entry, seen))
    entry = _in_words(entry, finding)
    return replace(entry, observed=_with(entry, seen))


def _in_words(entry: Entry, finding: Finding) -> Entry:
    cause: Violation | None = finding.cause
    if cause is None:
        return entry
    return replace(
        entry,
        group=cause.group,
        cause=cause.description,
        fix=cause.fix if entry.passing is None else entry.fix,
        page=cause.page,
        capability=cause.capability,
    )


def _divergent(entry: Entry) -> Entry | None:
    """Source of its cause: `fuzz.triage.second_opinion.diverging`."""
    seen = divergence(entry.case)
    if seen is None or seen.finding.signature != entry.signature:
        return None
    entry = _in_words(entry, seen.finding)
    cause = seen.finding.cause
    words = (cause.description if cause is not None else "", seen.description)
    for device, outcome in seen.in_order():
        entry = replace(entry, observed=_with(entry, observation(entry.case, outcome, device)))
    return replace(entry, cause="; ".join(filter(None, words)))


def _with(entry: Entry, seen: Observation) -> tuple[Observation, ...]:
    """What was observed of an entry, with what is seen now."""
    same = [one for one in entry.observed if _place(one) == _place(seen)]
    if not same and any(_words(one) == _words(seen) for one in entry.observed):
        return entry.observed
    return (*(one for one in entry.observed if one not in same), seen)


def _place(seen: Observation) -> tuple[str, str, str]:
    return ".".join(seen.torch.split(".")[:2]), seen.device, seen.capability


def _words(seen: Observation) -> tuple[str, str, str]:
    return seen.stage, seen.exception, template(seen.message)


def main() -> None:
    """Bring every entry up to date, and write all of them."""
    one_thread()
    print(environment("cpu"))
    before, after = list(Catalogue(CORPUS)), []
    for entry in before:
        now = updated(entry)
        if now is None:
            print(f"left as it is: {entry.id}")
        after.append(now or entry)
    write_union(after, CORPUS, replaced={entry.group for entry in before})


if __name__ == "__main__":
    main()
