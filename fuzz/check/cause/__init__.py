"""cause_of(): why a run raised, where that is known, and changes that may put it right."""

import re

from fuzz.check.cause.building import of_building
from fuzz.check.cause.code import of_code
from fuzz.check.cause.kind import Cause
from fuzz.check.cause.layer import of_layer
from fuzz.check.cause.leaf import of_leaf
from fuzz.check.cause.missing import of_missing
from fuzz.check.cause.modules import of_modules
from fuzz.check.cause.product import of_product
from fuzz.check.cause.python import of_python
from fuzz.check.cause.reduced import of_reduced
from fuzz.check.cause.returned import of_returned
from fuzz.check.cause.slip import of_slip
from fuzz.check.cause.stale import of_stale
from fuzz.check.cause.unlike import of_unlike
from fuzz.check.cause.viewed import of_viewed
from fuzz.check.cause.widened import of_widened
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised
from fuzz.check.running.mismatch import RULE, mismatch

OF_DTYPE = re.compile(r"[Dd]ouble|[Hh]alf|float64|dtype")

OF_INPUT = ("in_channels", "in_features", "num_features", "num_embeddings")
"""Options of a layer that its input has to fit."""


def cause_of(raised: Raised, probe: Probe) -> Cause | None:
    """The cause of an exception; None where it isn't known."""
    at = raised.at
    usual = probe.dtype in ("", "float32") and not probe.autocast
    if usual and at.widened is not None and OF_DTYPE.search(raised.message) is not None:
        return of_widened(at.widened)
    if raised.stage == "forward" and at.stale is not None and at.stale.option in OF_INPUT:
        return of_stale(at.stale)
    if (told := of_returned(raised) or of_building(raised) or of_modules(raised)) is not None:
        return told
    if (slipped := of_reduced(raised) or of_leaf(raised) or of_slip(raised)) is not None:
        return slipped
    if raised.stage == "forward" and at.layer is not None and len(at.inputs) == 1:
        told = of_layer(at, at.layer, probe)
        if told is not None:
            return told
    if (own := of_viewed(raised) or of_product(raised)) is not None:
        return own
    if (unfit := mismatch(at)) is not None:
        return of_missing(at, unfit) or of_unlike(at, unfit) or Cause(*unfit, RULE)
    return of_code(raised) or of_python(raised)
