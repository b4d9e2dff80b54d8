"""A lock on a file: one process holds it, and nobody once that has ended."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from fuzz.lock import Lock

HOLDER = """
import sys, time
from pathlib import Path
from fuzz.lock import Lock
lock = Lock(Path(sys.argv[1]))
print(lock.take(), flush=True)
time.sleep(600)
"""

FOLLOWER = """
import sys, time
from pathlib import Path
from fuzz.engine import lifeline
lifeline.follow(Path(sys.argv[1]), lifeline.end)
print("follows", flush=True)
time.sleep(600)
"""


def started(program: str, argument: Path) -> "subprocess.Popen[str]":
    """A process that has said its first line."""
    command = [sys.executable, "-c", program, str(argument)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline().strip() in ("True", "follows")
    return process


def test_one_holds_it_and_its_file_says_who(tmp_path: Path) -> None:
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.take()
    assert not second.take()
    assert second.holder() == str(os.getpid())
    first.free()
    assert second.take()
    second.free()


def test_it_is_free_when_its_holder_is_killed(tmp_path: Path) -> None:
    holder, lock = started(HOLDER, tmp_path / "lock"), Lock(tmp_path / "lock")
    assert not lock.take()
    assert lock.holder() == str(holder.pid)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert lock.take()
    lock.free()


def test_who_follows_a_lifeline_ends_with_its_holder(tmp_path: Path) -> None:
    holder = started(HOLDER, tmp_path / "lifeline")
    followers = [started(FOLLOWER, tmp_path) for _ in range(2)]
    time.sleep(0.2)
    assert [follower.poll() for follower in followers] == [None, None]
    holder.kill()
    holder.communicate()
    for follower in followers:
        follower.communicate(timeout=20)
    assert [follower.returncode for follower in followers] == [1, 1]
