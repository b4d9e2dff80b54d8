"""Kill processes of runs at random moments, and look at what is left: `python -m benchmarks.kills 100`.

Each run is killed again and again until it comes to its end. It has to have the catalogue then of a run
that nobody killed.
"""

import argparse
import itertools
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.killed import KilledRun
from benchmarks.machine import machine
from benchmarks.victim import VICTIMS, kill_one

SEEDS = (5, 31, 32)
"""Those of the runs. In the last two, the planted fault comes up."""

SOON = 0.5
"""The share of the time of an unbroken run in which the next process is killed."""

A_CHILD = 5.0
"""The seconds in which a child is killed after it was seen."""


GAVE_UP = 2
"""How a run leaves whose pytest was killed twice in a row before a shard had ended: it says so, keeps
what there is, and can be gone on with."""


@dataclass
class Kill:
    """A kill, and what came of it; ``seconds`` are those until nobody was left of a killed campaign."""

    victim: str
    whole: bool = True
    lost: bool = False
    seconds: float | None = 0.0
    same: bool = False


@dataclass(frozen=True)
class Unbroken:
    """A run that nobody killed."""

    seed: int
    arguments: tuple[object, ...]
    catalogue: dict[str, bytes]
    seconds: float


def unbroken(folder: Path, seed: int, cases: int, workers: int) -> Unbroken:
    """The run with a seed, left in peace."""
    run, began = KilledRun(folder, deadly=True), time.monotonic()
    arguments = ("--cases", cases, "--seed", seed)
    finish(run, run.start(*arguments, "--workers", workers, "--out", run.out))
    return Unbroken(seed, arguments, run.catalogue(), time.monotonic() - began)


def killed(
    folder: Path, peace: Unbroken, workers: int, queue: "deque[str]", chance: random.Random
) -> list[Kill]:
    """Kill one victim after the other, until the run comes to its end."""
    run, kills = KilledRun(folder, deadly=True), list[Kill]()
    arguments = (*peace.arguments, "--workers", workers, "--out", run.out)
    process = run.start(*arguments)
    while _killed(process, queue[0], peace.seconds * SOON, chance):
        kills.append(_looked_at(run, process, queue[0]))
        if queue[0] == "controller":
            process = run.go_on(*arguments)
        queue.rotate(-1)
    try:
        finish(run, process, 0, GAVE_UP)
        finish(run, run.go_on(*arguments))  # a shard in which two workers were killed was given up
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return kills
    for kill in kills:
        kill.same = run.catalogue() == peace.catalogue
        kill.lost |= bool(run.lost())
    return kills


def _killed(process: "subprocess.Popen[bytes]", victim: str, most: float, chance: random.Random) -> bool:
    """Kill a victim at a random moment; False where the run ends before. A child is there for moments
    only, and is killed in one of those."""
    if victim == "child":
        return kill_one(process, victim, chance, delay=chance.uniform(0.0, A_CHILD))
    with suppress(subprocess.TimeoutExpired):
        process.wait(chance.uniform(0.0, most))
    return kill_one(process, victim, chance)


def _looked_at(run: KilledRun, process: "subprocess.Popen[bytes]", victim: str) -> Kill:
    """What a killed campaign has left; where another process was killed, it goes on meanwhile."""
    if victim != "controller":
        return Kill(victim, whole=run.is_whole())
    process.wait()
    seconds = run.seconds_to_end()
    return Kill(victim, whole=run.is_whole(), lost=bool(run.lost()), seconds=seconds)


def finish(run: KilledRun, process: "subprocess.Popen[bytes]", *good: int) -> None:
    """Wait for the end of a run. Raises `RuntimeError` where it does not end well."""
    if process.wait() not in (good or (0,)):
        raise RuntimeError(f"left with {process.returncode}: {run.said()[-2000:]}")
    if run.seconds_to_end() is None:
        raise RuntimeError(f"it has left {run.processes()} and {list(run.temporary.iterdir())}")


def table(kills: list[Kill]) -> str:
    """A row for each kind of process."""
    lines = [
        "| killed | times | catalogue whole | nothing lost | nobody left | the same bytes |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for victim in VICTIMS:
        of_it = [kill for kill in kills if kill.victim == victim]
        alone = sum(kill.seconds is not None for kill in of_it)
        good = [sum(kill.whole for kill in of_it), sum(not kill.lost for kill in of_it), alone]
        good.append(sum(kill.same for kill in of_it))
        lines.append(f"| {victim} | {len(of_it)} | {' | '.join(map(str, good))} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=0, help="of the moments and the victims")
    parser.add_argument("--cases", type=int, default=8, help="of each run")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    chance, kills = random.Random(asked.seed), list[Kill]()
    queue = deque(chance.sample(VICTIMS, len(VICTIMS)))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        peace = [unbroken(place / f"peace-{seed}", seed, asked.cases, asked.workers) for seed in SEEDS]
        for number in itertools.count():
            if len(kills) >= asked.kills:
                break
            told = killed(place / str(number), chance.choice(peace), asked.workers, queue, chance)
            print(*(kill for kill in told), sep="\n", file=sys.stderr, flush=True)
            kills += told
    print(f"{machine()}; unbroken runs of {asked.cases} cases, {asked.workers} workers, took")
    gone = [kill.seconds for kill in kills if kill.victim == "controller" and kill.seconds is not None]
    print(", ".join(f"{one.seconds:.0f} s" for one in peace), end="\n\n")
    print(table(kills))
    if gone:
        middle, most = statistics.median(gone), max(gone)
        print(f"\nAfter a controller, all were gone in {middle:.2f} s, at the most in {most:.2f} s.")
    sys.exit(any(kill.lost or kill.seconds is None or not (kill.whole and kill.same) for kill in kills))


if __name__ == "__main__":
    main()
