"""Messages about the network as a program: its attributes, its builders, compilers and exporters."""

from fuzz.message.table.program import (
    attribute,
    compiled,
    export,
    module,
    precision,
    quantised,
    zoo,
)

READINGS = (
    *attribute.READINGS,
    *compiled.READINGS,
    *export.READINGS,
    *module.READINGS,
    *precision.READINGS,
    *quantised.READINGS,
    *zoo.READINGS,
)
