"""Messages about the network as a program: its attributes, its builders, compilers and exporters."""

from fuzz.message.table.program import (
    attribute,
    compiled,
    container,
    detection,
    export,
    head,
    keyword,
    module,
    onnx_run,
    part,
    precision,
    quantised,
    registration,
    reparametrised,
    zoo,
    zoo_option,
)

READINGS = (
    *head.READINGS,
    *attribute.READINGS,
    *compiled.READINGS,
    *detection.READINGS,
    *export.READINGS,
    *onnx_run.READINGS,
    *module.READINGS,
    *part.READINGS,
    *precision.READINGS,
    *quantised.READINGS,
    *zoo.READINGS,
    *zoo_option.READINGS,
    *container.READINGS,
    *registration.READINGS,
    *reparametrised.READINGS,
    *keyword.READINGS,
)
