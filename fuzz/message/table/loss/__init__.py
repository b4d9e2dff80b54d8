"""Messages of losses, a file for each kind of loss."""

from fuzz.message.table.loss import binary, classification, ctc, margin, regression, shared, target

READINGS = (
    *classification.READINGS,
    *binary.READINGS,
    *regression.READINGS,
    *margin.READINGS,
    *ctc.READINGS,
    *target.READINGS,
    *shared.READINGS,
)
"""All rows of losses."""
