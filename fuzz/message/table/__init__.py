"""The tables of readings, a file for each thing that people were doing when the message came."""

from fuzz.message.table import (
    amp,
    attribute,
    backward,
    dtype,
    layer,
    load,
    loss,
    module,
    optimizer,
    optimizer_state,
    parallel,
    scheduler,
    zoo,
)

READINGS = (
    *layer.READINGS,
    *dtype.READINGS,
    *loss.READINGS,
    *load.READINGS,
    *backward.READINGS,
    *optimizer.READINGS,
    *optimizer_state.READINGS,
    *scheduler.READINGS,
    *amp.READINGS,
    *parallel.READINGS,
    *attribute.READINGS,
    *module.READINGS,
    *zoo.READINGS,
)
"""All rows. Of wordings that fit a message alike, the earlier one counts."""
