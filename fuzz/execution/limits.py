"""Limits of a process: what it may take of the machine."""

import resource
from pathlib import Path


def limit_memory(more: int) -> None:
    """Let this process take so many bytes of address space more than it has, and write no core files.

    What asks for more gets an error of the allocator in place of ending everything on the machine.
    """
    no_core_files()
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (taken + more, hard))


def no_core_files() -> None:
    """Let a crash of this process leave no file behind."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
