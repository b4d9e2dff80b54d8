"""A process that leads a group of its own: what it starts ends with it."""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def started(
    command: Sequence[str], log: Path, environment: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a process that writes into a log; in the end, kill what is left of its group.

    It may have been killed itself, and have left others behind.
    """
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            kill(process)
            process.wait()


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process that was `started`, and all of its group."""
    with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of what has ended
        os.killpg(process.pid, signal.SIGKILL)
