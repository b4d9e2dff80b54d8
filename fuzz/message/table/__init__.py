"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import amp, backward, dtype, layer, load, loss, optimizer, parallel, scheduler

READINGS = (
    *layer.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
    *scheduler.READINGS,
    *amp.READINGS,
    *parallel.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
