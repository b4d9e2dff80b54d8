"""The tables of readings, a folder for each thing that people were doing when the message came."""

from fuzz.message.table import (
    backward,
    cut,
    data,
    dtype,
    earlier,
    earliest,
    equal,
    general,
    layer,
    library,
    load,
    loss,
    machine,
    newer_option,
    pair,
    program,
    release,
    training,
)

WHOLE = (
    *library.READINGS,
    *data.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *training.READINGS,
    *machine.READINGS,
    *dtype.READINGS,
    *pair.READINGS,
    *layer.READINGS,
    *program.READINGS,
    *newer_option.READINGS,
    *release.READINGS,
    *earlier.READINGS,
    *earliest.READINGS,
    *equal.READINGS,
)
"""The rows of whole messages. Of wordings that fit a message alike the earlier one counts, so that what
asks for more of the frames comes before what any layer may say."""

CUT = cut.READINGS
"""Those of messages without their numbers, which are looked at behind all others."""

OF_TORCH, OF_PYTHON = general.OF_TORCH, general.OF_PYTHON
"""What any function of torch, and any object or call of Python, may say."""

SPECIFIC = (*WHOLE, *CUT)
"""The rows that know what a message is about."""

READINGS = (*SPECIFIC, *OF_TORCH, *OF_PYTHON)
"""All rows."""
