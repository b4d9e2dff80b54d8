"""Faults of what a network returns: nothing."""

from collections.abc import Iterator

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.execution.named.place import Place

NOTHING = ("NoneType", "tuple", "list", "dict", "int", "float", "bool")
"""What is returned by mistake; an object of another class may well be what it says."""


def no_output(lab: Lab, probe: Probe, forward: Place | None) -> Iterator[Finding]:
    """A network that returns no tensor; ``forward`` is where its forward() begins."""
    seen = lab.see(unlossed(probe))
    if isinstance(seen, Returned) and not seen.outputs and seen.kind in NOTHING:
        yield Finding(
            kind="silent",
            name="no_output",
            text="forward() returns no tensor, nor a tuple, list, dictionary or object with one in it",
            when="with an ordinary input",
            probe=probe,
            place=forward,
            fix="return what it has made: a return is missing, or stands in one branch alone",
        )
