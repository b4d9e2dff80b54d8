"""Are hostile files refused in a clear line, in bounded time and memory, and without leaving a trace?

    python -m benchmarks.hostile [--files 5000] [--seed 0] [--commands 50]

Files of every sort that a command reads are changed at random, from a seed: values, fields, sizes,
bytes. Each is given to the command in a process that lives on, two at a time, and some to the real
command in a process of their own. Prints a table, and what must not be; leaves with 1 where there is
any.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path

from pebble import ProcessPool

from benchmarks.hostile.command import problem
from benchmarks.hostile.measured import Outcome, known, prepare, run, text_of
from benchmarks.machine import machine

MOST_SECONDS = 2.0
MOST_MIB = 500.0
PATIENCE = 300.0
"""After so many seconds a process is ended, of a clock that runs on where others take the processor."""

RUNS = ("case", "run.json", "events.jsonl", "sweep.json")
"""What leads to a run where it is good: of these, the real command is given what is refused."""

GOOD = ("refused", "valid")
COLUMNS = (
    "files",
    "refused",
    "valid",
    "tracebacks",
    "other",
    "over 2 s",
    "over 500 MiB",
    "longest",
    "most",
)


def main(files: int, seed: int, commands: int) -> int:
    """Print the table, and each text that was not taken well; 1 where there is any, else 0."""
    found = _outcomes(files, seed)
    print(f"{files} files, seed {seed}; {machine()}\n")
    print(f"| | {' | '.join(COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}")
    for name in (*known(), ""):
        print(_row(name, [outcome for sort, outcome in found if name in ("", sort)]))
    bad = [number for number, (_, outcome) in enumerate(found) if not _good(outcome)]
    for number in bad:
        name, text = text_of(seed, number)
        print(f"\n{name}: {found[number][1]}\n  {_kept(text)}: {text[:120]!r}")
    wrong = _commands(found, seed, commands)
    print(f"\n{commands} of them by the real command: {len(wrong)} taken badly")
    print("".join(f"  {line}\n" for line in wrong), end="")
    return int(bool(bad or wrong))


def _good(outcome: Outcome) -> bool:
    return outcome.what in GOOD and outcome.seconds <= MOST_SECONDS and outcome.mib <= MOST_MIB


def _outcomes(files: int, seed: int) -> list[tuple[str, Outcome]]:
    """The sort and the outcome of each number. The texts are made where they are read, so that this
    process, which the others begin as, stays small."""
    found = []
    with ProcessPool(max_workers=2, initializer=prepare) as pool:
        futures = [pool.schedule(run, args=(seed, number), timeout=PATIENCE) for number in range(files)]
        for number, future in enumerate(futures):
            try:
                found.append(future.result())
            except TookTooLong:
                found.append((text_of(seed, number)[0], Outcome("endless", "", PATIENCE, 0.0)))
            except Exception as error:  # what ends a process is told like the rest
                found.append((text_of(seed, number)[0], Outcome("died", repr(error), 0.0, 0.0)))
    return found


def _row(name: str, outcomes: list[Outcome]) -> str:
    counts = Counter(one.what for one in outcomes)
    other = len(outcomes) - counts["refused"] - counts["valid"] - counts["traceback"]
    numbers = (
        len(outcomes),
        counts["refused"],
        counts["valid"],
        counts["traceback"],
        other,
        sum(one.seconds > MOST_SECONDS for one in outcomes),
        sum(one.mib > MOST_MIB for one in outcomes),
        f"{max((one.seconds for one in outcomes), default=0.0):.2f} s",
        f"{max((one.mib for one in outcomes), default=0.0):.0f} MiB",
    )
    return f"| {name or 'all'} | {' | '.join(map(str, numbers))} |"


def _commands(found: list[tuple[str, Outcome]], seed: int, number: int) -> list[str]:
    """What is wrong with how the real command takes some of the texts."""
    able = [
        number
        for number, (name, outcome) in enumerate(found)
        if outcome.what == "refused" or name not in RUNS
    ]
    told = []
    for chosen in random.Random(seed).sample(able, min(number, len(able))):
        name, text = text_of(seed, chosen)
        what = problem(name, known()[name], text)
        if what:
            told.append(f"{name}: {what} ({_kept(text)})")
    return told


def _kept(text: bytes) -> Path:
    """Where a text is kept that was not taken well."""
    handle, name = tempfile.mkstemp(prefix="hostile-")
    with open(handle, "wb") as file:
        file.write(text)
    return Path(name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--commands", type=int, default=50)
    sys.exit(main(**vars(parser.parse_args())))
