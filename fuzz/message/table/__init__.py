"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import (
    backward,
    collate,
    compiled,
    dtype,
    export,
    installation,
    layer,
    load,
    loader,
    loss,
    memory,
    normalize,
    optimizer,
    picture,
    precision,
    quantised,
    transform,
    worker,
)

READINGS = (
    *collate.READINGS,
    *loader.READINGS,
    *worker.READINGS,
    *normalize.READINGS,
    *transform.READINGS,
    *picture.READINGS,
    *memory.READINGS,
    *installation.READINGS,
    *export.READINGS,
    *compiled.READINGS,
    *quantised.READINGS,
    *precision.READINGS,
    *layer.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
