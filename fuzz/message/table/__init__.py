"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import backward, dtype, earlier, layer, load, loss, optimizer

READINGS = (
    *layer.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
    *earlier.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
