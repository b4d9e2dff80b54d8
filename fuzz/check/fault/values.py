"""Values that are not what their author takes them for: added to themselves, or modified on the way."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab


def doubled(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A tensor that is added to itself, in place of what it was made of."""
    seen = lab.see(probe)
    if not isinstance(seen, Returned) or seen.doubled is None:
        return
    written = seen.doubled.name
    sum_ = "-" not in written
    what = "only doubles it: nothing of what it was made of is added" if sum_ else "makes zero of it"
    yield Finding(
        kind="silent",
        name="doubled",
        text=f"{written} {what}",
        when="with an ordinary input",
        probe=probe,
        place=seen.doubled.place,
        fix="keep what comes in by another name, and add that: y = self.conv(x), x + y; or write 2 * x",
    )


def modified_in_place(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An activation with inplace=True that modifies what is read afterwards, as by a sum with what came
    in."""
    again = lab.see(replace(probe, against="again"))
    if not isinstance(again, Returned) or again.differs:
        return  # what differs by itself says nothing of what is in place
    there = replace(probe, against="outplace")
    seen = lab.see(there)
    if not isinstance(seen, Returned) or seen.inplace is None:
        return
    one = seen.inplace
    yield Finding(
        kind="silent",
        name="modified_in_place",
        text=f"{one.name} with inplace=True modifies a tensor that is read again afterwards, as if it"
        " were what it was: without it, the output is another",
        when="with inplace=True and without",
        probe=there,
        site=one.site,
        place=one.place,
        fix="leave out inplace=True there, which saves memory and is to change no value",
    )
