"""Messages of libraries around torch, from which networks and tools for them are taken."""

from fuzz.message.table.library import (
    albumentation,
    cam,
    encoder,
    lightning,
    openmmlab,
    recognition,
    timm,
    transformers,
)

READINGS = (
    *recognition.READINGS,
    *timm.READINGS,
    *transformers.READINGS,
    *encoder.READINGS,
    *cam.READINGS,
    *lightning.READINGS,
    *openmmlab.READINGS,
    *albumentation.READINGS,
)
"""All rows of libraries."""
