"""Sizes that fail for no reason that the author of a network has given: they may not know of it."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.bound.contract import Bound, InputContract
from fuzz.check.cause import POOLING
from fuzz.check.finding import Finding, failure
from fuzz.check.lab import Lab
from fuzz.check.mismatch import RULE
from fuzz.check.probe import Probe, Raised
from strategies.rule import shown


def unmeant_sizes(lab: Lab, probe: Probe, contract: InputContract) -> Iterator[Finding]:
    """Bounds of height and width that come of how the network is made: sizes that are odd on the way, a
    map that is flattened as a whole. A network may well ask for that."""
    for bound in contract.bounds:
        found = _failure(lab, probe, bound)
        if found is None:
            continue
        if found.name == RULE and contract.spatial.multiple > 1:
            multiple = contract.spatial.multiple
            text = f"sizes that are no multiples of {multiple} do not come back: {found.text}"
            yield replace(found, kind="remark", name="odd_sizes", text=text, change=None)
        elif found.name == POOLING:
            sizes = bound.text.partition(", because")[0]
            yield replace(found, kind="remark", text=f"{sizes}: {found.text}")


def _failure(lab: Lab, probe: Probe, bound: Bound) -> Finding | None:
    wrong, right = bound.fails, probe.inputs[0]
    if wrong is None or wrong.shape[:1] != right.shape[:1]:
        return None
    other = replace(probe, inputs=tuple(wrong if one == right else one for one in probe.inputs))
    seen = lab.see(other)
    if not isinstance(seen, Raised):
        return None
    return failure(seen, other, f"with an input of {shown(wrong.shape)}", lab)
