"""of_leaf(): a parameter that forward() itself fills, as a queue or running statistics: no optimizer
is to train it."""

import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.kept import kept_in
from fuzz.check.plain.seen import Raised

LEAF = re.compile(r"leaf (Variable|tensor) that requires grad\S* is being used", re.IGNORECASE)
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
BUFFERS = f"{MODULE}#torch.nn.Module.register_buffer"


def of_leaf(raised: Raised) -> Cause | None:
    """The cause, where the line that raised writes what forward() computes into such a parameter."""
    place = raised.at.place
    if LEAF.search(raised.message) is None or place is None or raised.stage != "forward":
        return None
    kept = kept_in(place)
    if kept is None:
        return None
    return Cause(
        f"forward() writes into self.{kept.name} (line {place.line}, {place.code}), which is a"
        " parameter: what an optimizer trains is not modified in place",
        f"make it a buffer, which is saved and moved with the module, and not trained: {kept.meant}; and"
        " give it values without their graph, .detach()",
        "written_parameter",
        BUFFERS,
        place=kept.place,
    )
