"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import backward, device, dtype, kernel, layer, load, loss, metric, optimizer

READINGS = (
    *layer.READINGS,
    *device.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
    *kernel.READINGS,
    *metric.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
