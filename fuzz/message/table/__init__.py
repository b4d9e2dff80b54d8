"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import backward, collate, dtype, layer, load, loader, loss, optimizer, worker

READINGS = (
    *collate.READINGS,
    *loader.READINGS,
    *worker.READINGS,
    *layer.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
