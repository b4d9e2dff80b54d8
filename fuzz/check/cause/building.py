"""Causes of what raises where sizes are no whole numbers, or super() names another class or is late."""

import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.fraction import fraction
from fuzz.check.code.written import superior
from fuzz.check.plain.seen import Raised

FRACTION = re.compile(
    r"type '?float|tuple of ints,but got float|'float' object cannot|not float|got \(?.*float"
    r"|class 'float'|slice indices must be integers"
)
"""What is said where a size is a float."""
SUPER = re.compile(r"super\(type, obj\): obj must be an instance or subtype of type")
SIZES = "https://docs.python.org/3/library/stdtypes.html#numeric-types-int-float-complex"
SUPERIOR = "https://docs.python.org/3/library/functions.html#super"


def of_building(raised: Raised) -> Cause | None:
    """The cause as the line tells it; None where it is another."""
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
    one = fraction(raised.at.calls, raised.at.span) if FRACTION.search(raised.message) else None
    if one is None:
        return None
    whole = ", also where nothing is left over" if "/" in one.written else ""
    return Cause(
        f"{one.written} is a float{whole}, and a size is a whole number",
        f"make it whole: {one.meant}",
        "fractional_size",
        SIZES,
        place=one.place,
    )
