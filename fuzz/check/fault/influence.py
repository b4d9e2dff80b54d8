"""Inputs, or parts of them, that nothing depends on."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding
from fuzz.check.plain.observed import UNUSED, Uninfluential
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from fuzz.text import counted

LIKE = ("zeros_like", "ones_like", "full_like", "empty_like", "rand_like", "randn_like", "detach", "to")
"""What asks a tensor for its shape, its dtype or its device alone."""

ORDINALS = ("first", "second", "third", "fourth")


def no_influence(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An input without any influence on the output, and parts of inputs, which may be meant."""
    there = replace(unlossed(probe), against="influence")
    seen = lab.see(there)
    groups: dict[int, list[Uninfluential]] = {}
    for one in seen.uninfluential if isinstance(seen, Returned) else ():
        groups.setdefault(one.number, []).append(one)
    for those in groups.values():
        yield _told(those, there)


def _told(those: list[Uninfluential], probe: Probe) -> Finding:
    first, count = those[0], len(probe.inputs)
    what = "the input"
    if count > 1:
        named = ORDINALS[first.number] if first.number < len(ORDINALS) else f"{first.number + 1}th"
        what = f"the {named} of {counted(count, 'input')}"
    if first.part:
        what = f"{' and '.join(one.part for one in those)} of {what}"
    ended = first.op not in ("", *LIKE) and not first.op.startswith("new_")
    why = f": {first.op.strip('_')}() makes the same of it" if ended else ""
    why = ": nothing uses what is made of it here" if first.op == UNUSED else why
    return Finding(
        kind="silent" if ended and not first.part else "remark",
        name="no_influence",
        text=f"{what} has no influence on what is returned, to the last bit, neither in eval mode nor in"
        f" training{why}",
        when="with other values there",
        probe=probe,
        place=first.place,
        fix="look at what is made of it there" if ended else "use it in forward(), or leave it out",
    )
