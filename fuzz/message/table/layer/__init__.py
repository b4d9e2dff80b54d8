"""Messages about the inputs and options of layers, a file for each family."""

from fuzz.message.table.layer import (
    activation,
    broadcast,
    construction,
    convolution,
    dimension,
    join,
    linear,
    matrix,
    network,
    normalisation,
    padding,
    pooling,
    recurrent,
    shaping,
    window,
)

READINGS = (
    *convolution.READINGS,
    *window.READINGS,
    *linear.READINGS,
    *matrix.READINGS,
    *normalisation.READINGS,
    *pooling.READINGS,
    *padding.READINGS,
    *activation.READINGS,
    *recurrent.READINGS,
    *broadcast.READINGS,
    *join.READINGS,
    *shaping.READINGS,
    *dimension.READINGS,
    *construction.READINGS,
    *network.READINGS,
)
