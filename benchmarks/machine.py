"""The machine that figures were taken on, in one line."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from fuzz.cores import cores


def machine() -> str:
    """Processor, cores, versions and date; nothing that names the host."""
    python = platform.python_version()
    packages = ", ".join(f"{name} {version(name)}" for name in ("torch", "torchvision", "hypothesis"))
    return f"{_processor()}, {cores()} cores, Python {python}, {packages}, {datetime.now(UTC):%Y-%m-%d}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    for line in information.read_text().splitlines() if information.exists() else ():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
