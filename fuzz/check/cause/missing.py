"""of_missing(): maps of unlike sizes, where a pooling was left out of the backbone they come from."""

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Change
from fuzz.check.running.mismatch import RULE


def of_missing(at: At, unfit: tuple[str, str]) -> Cause | None:
    """The cause where one map is as much larger as the stride of a pooling that is missing; it is told
    with the pooling, which is the cure only where it runs with it."""
    sizes = {one.shape[2:] for one in at.operands}
    for one in at.missing if len(sizes) == 2 else ():
        stride = one.layer.options.get("stride") or one.layer.options.get("kernel_size")
        small, large = sorted(sizes)
        if not isinstance(stride, int) or large != tuple(stride * size for size in small):
            continue
        text = f"{unfit[0]}; {one.name} of the {one.kind}, between its {one.before} and {one.behind}, is"
        fix = f"put {one.name} in front of {one.behind}, where the {one.kind} has it"
        change = Change(one.site, one.layer, ahead=True)
        return Cause(f"{text} in no part of the network", unfit[1], RULE, changes=((fix, change),))
    return None
