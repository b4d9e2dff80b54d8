"""Messages about the machine: its memory, its GPUs, and what is installed on it."""

from fuzz.message.table.machine import (
    convert,
    device,
    installation,
    kernel,
    memory,
)

READINGS = (
    *convert.READINGS,
    *device.READINGS,
    *installation.READINGS,
    *kernel.READINGS,
    *memory.READINGS,
)
