"""Sizes that fail where two paths of a network meet, for no reason that its author has given."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.bound.contract import InputContract
from fuzz.check.finding import Finding, failure
from fuzz.check.lab import Lab
from fuzz.check.mismatch import RULE
from fuzz.check.probe import Probe, Raised
from strategies.rule import shown


def odd_sizes(lab: Lab, probe: Probe, contract: InputContract) -> Iterator[Finding]:
    """Images of sizes that are no multiple of something: a network may well ask for that, or may not
    know of it."""
    if contract.spatial.multiple < 2 or not contract.bounds:
        return
    wrong = contract.bounds[0].fails
    if wrong is None:
        return
    same = tuple(wrong if one == probe.inputs[0] else one for one in probe.inputs)
    other = replace(probe, inputs=same)
    seen = lab.see(other)
    if not isinstance(seen, Raised):
        return
    found = failure(seen, other, f"with an input of {shown(wrong.shape)}", lab)
    if found.name == RULE:
        multiple = contract.spatial.multiple
        text = (
            f"sizes that are no multiples of {multiple} are not what comes back on the way: {found.text}"
        )
        yield replace(found, kind="remark", name="odd_sizes", text=text, change=None)
