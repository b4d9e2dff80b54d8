"""fuzz --version: the environment as well, without importing torch."""

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BESIDE = ("torch", "torchvision", "hypothesis", "pytest")

AVX512 = {"avx512f", "avx512dq", "avx512bw", "avx512vl"}
"""What a processor has where torch calls it AVX512."""


def version_text() -> str:
    """The version, and what a report of a fault needs: releases, the system, the processor."""
    packages = ", ".join(f"{name} {_version(name)}" for name in BESIDE)
    system = f"{platform.system()} {platform.machine()}{_capability()}"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"fuzz {_version('resnet-fuzz')}\n{packages}\n{python}, {system}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not installed"


def _capability() -> str:
    """What torch would call the capability of an x86 processor; "" where the system doesn't say."""
    information = Path("/proc/cpuinfo")
    if not information.exists():
        return ""
    lines = information.read_text(errors="replace").splitlines()
    flags = set(next((line for line in lines if line.startswith("flags")), "").split())
    if flags >= AVX512:
        return ", AVX512"
    return ", AVX2" if "avx2" in flags else ""
