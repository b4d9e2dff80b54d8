"""Faults of what a network does with its input: it modifies it in place."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab


def changes_input(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An input that is another after the run: whoever has it goes on with what was made of it."""
    there = replace(probe, against="input")
    seen = lab.see(there)
    if not isinstance(seen, Returned) or seen.changed is None:
        return
    site, place = seen.changed
    yield Finding(
        kind="silent",
        name="changes_input",
        text="forward() modifies its input in place: whoever has it, as for a second pass, a loss or a"
        " picture of it, has what was made of it",
        when="with an ordinary input",
        probe=there,
        site=site,
        place=place,
        fix="make a new tensor: x = x - mean in place of x.sub_(mean) or x -= mean, inplace=False in a"
        " layer that gets the input itself; or begin with x = x.clone()",
    )
