"""Cause: why something fails, as it is told; the names of those that no layer has a rule for."""

import msgspec

from fuzz.check.plain.probe import Change
from fuzz.execution.named.place import Place

SHARED = "shared_module"
POOLING = "missing_pooling"
HEADED = "head_not_removed"
JOINED = "joined_along_batch"
BESIDE = "joined_along_another"
UNASSIGNED = "unassigned"
UNKNOWN = "unknown_name"
UNCALLED_LAYER = "layer_not_called"
WIDENED = "widened_dtype"
STALE = "stale_option"
SHADOWED = "shadowed_method"
CYCLE = "module_cycle"
FORGOTTEN = "forgotten_modules"
NOTHING = "attribute.nothing_returned"


class Cause(msgspec.Struct, frozen=True):
    """Why something fails: in a sentence, what to do, the rule and its page; the changes that do it.

    ``certain`` is whether a rule of the layer says so, or the message alone. ``site`` is the module to
    look at, "" for the one that raised; ``place`` is the line to look at, where it is neither.
    """

    text: str
    fix: str = ""
    rule: str = ""
    page: str = ""
    certain: bool = False
    changes: tuple[tuple[str, Change], ...] = ()
    site: str = ""
    place: Place | None = None
