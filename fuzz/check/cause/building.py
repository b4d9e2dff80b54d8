"""Causes of what raises where sizes are no whole numbers, or super() names another class or is late."""

import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.written import quotient, superior, superior_behind
from fuzz.check.plain.seen import Raised

FRACTION = re.compile(
    r"type float|tuple of ints,but got float|'float' object cannot|not float|got \(.*float|class 'float'"
)
"""What is said where a size is a float."""
LATE = re.compile(r"cannot assign \w+ before Module.__init__\(\) call")
SUPER = re.compile(r"super\(type, obj\): obj must be an instance or subtype of type")
SIZES = "https://docs.python.org/3/library/stdtypes.html#numeric-types-int-float-complex"
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
SUPERIOR = "https://docs.python.org/3/library/functions.html#super"


def of_building(raised: Raised) -> Cause | None:
    """The cause as the line tells it; None where it is another."""
    if (late := _of_late(raised)) is not None:
        return late
    if raised.exception != "TypeError":
        return None
    place = raised.at.place
    if SUPER.search(raised.message) and (named := superior(place)) is not None:
        other, own = named
        return Cause(
            f"super({other}, self) is in the class {own or 'here'}, which does not inherit from {other}",
            f"super({own}, self).__init__(), or super().__init__(), which names none"
            if own
            else "super().__init__()",
            "other_super",
            SUPERIOR,
        )
    divided = quotient(place) if FRACTION.search(raised.message) else None
    if divided is None:
        return None
    written, line = divided
    return Cause(
        f"{written} is a float, also where nothing is left over, and a size is a whole number",
        f"divide by //: {written.replace(' / ', ' // ')}",
        "fractional_size",
        SIZES,
        place=line,
    )


def _of_late(raised: Raised) -> Cause | None:
    """A layer that is assigned before the constructor of nn.Module is called, which is below."""
    place = raised.at.place
    behind = superior_behind(place) if LATE.search(raised.message) else None
    if place is None or behind is None:
        return None
    written, line = behind
    return Cause(
        f"{place.code.partition(' = ')[0]} is assigned before {written} (line {line}), which makes what"
        " holds layers",
        f"call {written} first, and assign below it",
        "module.no_super_init",
        MODULE,
    )
