"""What a case costs, and how much a worker holds, the longer a campaign runs."""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.growth.figures import Crowd, Mark
from benchmarks.growth.resident import largest_mib
from fuzz.cache.place import VARIABLE

PAUSE = 5.0
"""Seconds between two looks at the memory."""

LONGEST = "12h"

Sample = tuple[float, float]
"""When, and how many MiB the largest process held."""


def marks(at: Sequence[int], *, workers: int, seed: int, cache: Path) -> list[Mark]:
    """The marks of a campaign that is ended at the last of them; what it learns is left in ``cache``."""
    with tempfile.TemporaryDirectory() as out:
        began, running = time.time(), _started(out, LONGEST, workers, seed, cache)
        samples: list[Sample] = []
        while running.poll() is None and sum(done for _, done in _ran(Path(out))) < at[-1]:
            time.sleep(PAUSE)
            samples.append((time.time(), largest_mib(running.pid)))
        running.send_signal(signal.SIGINT)
        running.wait()
        return list(marks_of(at, began, list(_ran(Path(out))), samples))


def crowd(workers: int, seconds: float, *, seed: int, cache: Path) -> Crowd:
    """Cases a second of so many workers that begin with a ``cache``, and of as many that only draw."""
    with tempfile.TemporaryDirectory() as out:
        _started(out, f"{seconds}s", workers, seed, cache).wait()
        rate = sum(done for _, done in _ran(Path(out))) / seconds
    return Crowd(workers=workers, rate=rate, drawn=_drawn(workers, seconds / 2))


def _drawn(workers: int, seconds: float) -> float:
    """Cases a second of so many processes that draw, share nothing and wait for nothing."""
    command = [sys.executable, "-m", "benchmarks.peer", "drawing", f"--seconds={seconds}"]
    running = [
        subprocess.Popen([*command, f"--seed={number}"], stdout=subprocess.PIPE)
        for number in range(workers)
    ]
    drawn: list[int] = [json.loads(one.communicate()[0])["cases"] for one in running]
    return sum(drawn) / seconds


def _started(out: str, limit: str, workers: int, seed: int, cache: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "resnet_fuzz", "run", f"--time={limit}", f"--workers={workers}"]
    command += [f"--seed={seed}", f"--out={out}", "--device=cpu", "--json"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", VARIABLE: str(cache)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)


def _ran(out: Path) -> Iterator[tuple[float, int]]:
    """When how many cases more were told of."""
    told = out / "events.jsonl"
    for line in told.read_bytes().splitlines() if told.exists() else ():
        if line.startswith(b'{"event":"ran"') and line.endswith(b"}"):
            event = json.loads(line)
            yield event["at"], event["cases"]


def marks_of(
    at: Sequence[int], began: float, ran: Sequence[tuple[float, int]], samples: Sequence[Sample]
) -> Iterator[Mark]:
    """The marks of a campaign that ``began`` at a time, of which it was told when how many cases more
    were ``ran``, and whose memory was looked at."""
    done, before, since = 0, 0, began
    wanted = iter(at)
    mark = next(wanted)
    for when, more in ran:
        done += more
        if done < mark:
            continue
        late = [mib for at_, mib in samples if (since + when) / 2 <= at_ <= when]
        yield Mark(
            cases=done,
            seconds=round(when - began, 1),
            ms=round(1000 * (when - since) / (done - before), 2),
            mib=round(statistics.median(late)) if late else 0.0,
            peak_mib=round(max((mib for at_, mib in samples if at_ <= when), default=0.0)),
        )
        before, since = done, when
        if (following := next(wanted, None)) is None:
            return
        mark = following
