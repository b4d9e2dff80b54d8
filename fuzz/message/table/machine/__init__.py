"""Messages about the machine: its memory, its GPUs, and what is installed on it."""

from fuzz.message.table.machine import (
    convert,
    deterministic,
    device,
    gpu,
    installation,
    kernel,
    memory,
)

READINGS = (
    *convert.READINGS,
    *deterministic.READINGS,
    *device.READINGS,
    *gpu.READINGS,
    *installation.READINGS,
    *kernel.READINGS,
    *memory.READINGS,
)
