"""Messages of losses, a file for each kind of loss."""

from fuzz.message.table.loss import (
    binary,
    classification,
    ctc,
    label,
    margin,
    option,
    product,
    regression,
    shared,
    target,
)

READINGS = (
    *product.READINGS,
    *classification.READINGS,
    *label.READINGS,
    *binary.READINGS,
    *regression.READINGS,
    *margin.READINGS,
    *ctc.READINGS,
    *target.READINGS,
    *shared.READINGS,
    *option.READINGS,
)
"""All rows of losses."""
