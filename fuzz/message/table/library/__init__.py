"""Messages of libraries around torch, from which networks and tools for them are taken."""

from fuzz.message.table.library import cam, encoder, lightning, recognition, timm

READINGS = (
    *recognition.READINGS,
    *timm.READINGS,
    *encoder.READINGS,
    *cam.READINGS,
    *lightning.READINGS,
)
"""All rows of libraries."""
