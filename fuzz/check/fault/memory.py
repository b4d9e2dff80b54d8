"""Faults of what a network remembers: another output at the second call, lists that grow."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding, failure
from fuzz.check.plain.at import Kept
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab


def second_call(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that does otherwise when it is called once more in eval mode. It may be meant, as in one
    that takes a stream image by image."""
    again = lab.see(replace(probe, against="again"))
    if not isinstance(again, Returned) or again.differs:
        return  # what differs by itself says nothing of the second call
    twice, when = replace(probe, against="twice"), "when it is called a second time, in eval mode"
    seen = lab.see(twice)
    if isinstance(seen, Raised):
        yield failure(seen, twice, when, lab)
    elif isinstance(seen, Returned) and seen.differs:
        yield _remark(
            twice,
            when,
            "second_call",
            "the same input gives another output than in the first call",
            seen.carried,
            "if it is not meant, begin each call of forward() anew",
        )
    elif isinstance(seen, Returned) and seen.grown:
        yield _remark(
            twice,
            when,
            "grows",
            "each call adds to what the one before has left, and nothing empties it",
            seen.grown,
            "empty it at the beginning of forward(); or in your loop, if you read it there",
        )


def _remark(probe: Probe, when: str, name: str, text: str, those: tuple[Kept, ...], fix: str) -> Finding:
    named = f": {', '.join(one.name for one in those)}" if those else ""
    return Finding(
        kind="remark",
        name=name,
        text=f"{text}{named}",
        when=when,
        probe=probe,
        site=those[0].site if those else "",
        place=those[0].place if those else None,
        fix=fix,
    )
