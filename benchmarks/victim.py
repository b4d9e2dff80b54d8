"""The processes of a run by what they are, and killing one of them."""

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

VICTIMS = ("controller", "pytest", "worker", "child")


def victims(controller: int) -> dict[str, list[int]]:
    """The processes of a run by what they are; a child may be the server that forks as well."""
    pytest = children([controller])
    workers = children(pytest)
    forks = [process for process in children(workers) if b"forkserver" in command_of(process)]
    own = {"controller": [controller], "pytest": pytest, "worker": workers}
    return {**own, "child": [*forks, *children(forks)]}


def children(parents: list[int]) -> list[int]:
    """The ids of the processes that some processes have started."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended while we looked
        if parent in parents:
            found.append(int(process.name))
    return found


def command_of(process: int) -> bytes:
    """The command line of a process; empty where it has ended."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def kill_one(
    run: "subprocess.Popen[bytes]", victim: str, chance: random.Random, delay: float = 0.0
) -> bool:
    """Kill one of a run's processes, as soon as there is one of its kind, or so many seconds later.

    False where the run ended before.
    """
    while run.poll() is None:
        if found := victims(run.pid)[victim]:
            if not delay:
                with suppress(ProcessLookupError):  # it ended while we looked
                    os.kill(chance.choice(found), signal.SIGKILL)
                    return True
            time.sleep(delay)
            delay = 0.0
        time.sleep(0.02)
    return False
