"""of_slip(): calls that are not written as they are to be, by the expression that raised.

The message says what torch or Python was given, and the expression how that is written: a cause is told
where both agree, with the expression as it is to be.
"""

from fuzz.check.cause.kind import Cause
from fuzz.check.cause.slip.attribute import of_attribute
from fuzz.check.cause.slip.called import of_called
from fuzz.check.cause.slip.constructor import of_constructor
from fuzz.check.cause.slip.dimensions import of_dimensions
from fuzz.check.cause.slip.function import of_function
from fuzz.check.cause.slip.several import of_several
from fuzz.check.cause.slip.single import of_single
from fuzz.check.cause.slip.strided import of_strided
from fuzz.check.code.tree import expression_at
from fuzz.check.plain.seen import Raised


def of_slip(raised: Raised) -> Cause | None:
    """The cause, where it is one of these."""
    if (told := of_constructor(raised) or of_attribute(raised)) is not None:
        return told
    node = expression_at(raised.at.place, raised.at.span)
    if node is None:
        return None
    looks = of_dimensions, of_function, of_called, of_several, of_single, of_strided
    return next((told for look in looks if (told := look(raised, node)) is not None), None)
