"""Trace: the cases that a worker was at, in a file that outlives it."""

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

import msgspec

from strategies.case import Case, key
from strategies.loss import Loss, Target

RECALLED = 200
"""How many of the last cases are suspects where a worker died: what one corrupts may kill another."""

PREFIX = "trace-"


PAIRED = 1000
"""How many of the last losses and targets are, where no network is to blame."""


class Left(NamedTuple):
    """What a worker that died has left: the shard that it was at, and its last cases in order.

    Of the losses and targets that each network was compared with, ``cases`` has the very last alone, and
    ``pairings`` has the last of them all. The process had run ``earlier`` ones in shards before.
    """

    worker: str
    shard: int
    cases: tuple[Case, ...]
    pairings: tuple[Case, ...] = ()
    earlier: frozenset[Case] = frozenset()


class Pairing(msgspec.Struct, frozen=True, array_like=True):
    """A loss and target that the case of the line above is run with."""

    loss: Loss | None
    target: Target


class Head(msgspec.Struct, frozen=True):
    """The first line of a trace."""

    shard: int
    worker: str
    process: int
    earlier: int = 0


RECENT: deque[Case] = deque(maxlen=RECALLED)
"""The last cases of this process, in whatever shard: what one has corrupted may kill in the next."""


class Trace:
    """The trace of one worker, begun anew with each shard and gone when that is done.

    It begins with the ``recent`` cases that the process has run before, and adds to them.
    """

    def __init__(
        self, directory: Path, worker: str, shard: int, recent: deque[Case] | None = None
    ) -> None:
        self._recent = deque[Case](maxlen=RECALLED) if recent is None else recent
        self.path = directory / f"{PREFIX}{shard}-{worker}.jsonl"
        self._file: IO[bytes] = self.path.open("wb", buffering=0)
        self._file.write(
            msgspec.json.encode(Head(shard, worker, os.getpid(), len(self._recent))) + b"\n"
        )
        self._file.write(b"".join(key(case) + b"\n" for case in self._recent))
        self._last: Case | None = None

    def note(self, case: Case) -> None:
        """Note a case before anything of it is run."""
        if case is not self._last:
            self._last = case
            self._recent.append(case)
            self._file.write(key(case) + b"\n")

    def note_pairing(self, case: Case) -> None:
        """Note the loss and target with which the last case is about to be run."""
        self._last = None
        self._file.write(msgspec.json.encode(Pairing(case.loss, case.target)) + b"\n")

    def end(self) -> None:
        """The shard is done."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def take_left(directory: Path, shard: int | None = None) -> Iterator[Left]:
    """What workers that died have left, in one shard or in any; each is given to one caller alone."""
    those = "*" if shard is None else f"{shard}-*"
    for path in sorted(directory.glob(f"{PREFIX}{those}.jsonl")):
        left = _read(path)
        if left is None or not _taken(path):
            continue
        yield left


def has_left(directory: Path) -> bool:
    """Whether a worker has left a shard before its end, and nobody has looked at that."""
    return any(map(_whole_lines, directory.glob(f"{PREFIX}*.jsonl")))


def _read(path: Path) -> Left | None:
    """None where the worker lives, or has ended its shard meanwhile."""
    lines = _whole_lines(path)
    if not lines:
        return None
    head = msgspec.json.decode(lines.pop(0), type=Head)
    if _lives(head.process):
        return None
    networks, pairings = _cases(lines)
    last = tuple(networks[-RECALLED:])
    earlier = frozenset(networks[: head.earlier]).difference(networks[head.earlier :])
    return Left(head.worker, head.shard, last, tuple(pairings[-PAIRED:]), earlier)


def _cases(lines: list[bytes]) -> tuple[list[Case], list[Case]]:
    """The networks that were run, behind them what the last one was compared with; and all pairings."""
    networks: list[Case] = []
    pairings: list[Case] = []
    last = None
    for line in lines:
        last = None
        if not line.startswith(b"["):
            networks.append(msgspec.json.decode(line, type=Case))
            continue
        pair = msgspec.json.decode(line, type=Pairing)
        last = msgspec.structs.replace(networks[-1], loss=pair.loss, target=pair.target)
        pairings.append(last)
    return [*networks, *([] if last is None else [last])], pairings


def _whole_lines(path: Path) -> list[bytes]:
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except OSError:
        return []
    return [line for line in lines if line.endswith(b"\n")]


def _taken(path: Path) -> bool:
    try:
        path.rename(path.with_suffix(".taken"))
    except FileNotFoundError:
        return False
    return True


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Whether a process has ended and only waits to be asked for its status."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2].startswith("Z")
    except OSError:
        return False
