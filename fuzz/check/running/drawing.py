"""draws(): what random numbers beside those of torch were drawn so far, to see whether more were."""

import random
import sys
from typing import Any


def draws() -> tuple[Any, ...]:
    """The states of the random numbers of Python and of numpy, where it is loaded."""
    numpy: Any = sys.modules.get("numpy")
    theirs = numpy.random.get_state() if numpy is not None else ()
    return random.getstate(), tuple(map(str, theirs[2:])), theirs[1].tobytes() if theirs else b""
