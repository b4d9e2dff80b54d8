"""What any function, object or call of Python says, where no other row knows what it is about.

These are looked at last: they name what was wanted and what was given, in the words of the message, and
the value, where a line of source was pasted.
"""

from fuzz.message.table.general import (
    argument,
    arity,
    check,
    convert,
    file,
    held,
    importing,
    kind,
    lookup,
    name,
    nothing,
    running,
    values,
)

OF_TORCH = argument.READINGS
"""Those of functions of torch, by the words of the message alone."""

OF_PYTHON = (
    *check.READINGS,
    *nothing.READINGS,
    *kind.READINGS,
    *values.READINGS,
    *arity.READINGS,
    *held.READINGS,
    *lookup.READINGS,
    *name.READINGS,
    *convert.READINGS,
    *file.READINGS,
    *importing.READINGS,
    *running.READINGS,
)
"""Those that any program may have: told only where something else in the paste is of torch."""
