"""How long do the commands take that answer without torch? Medians, beside an empty Python.

Usage: python -m benchmarks.answer [RUNS]

The commands take turns, so that a slow moment of the machine falls on all of them. Each is run once
beforehand, and Python may keep the bytecode of what it loads, as it does for any installed program.
"""

import os
import statistics
import subprocess
import sys
import time

from fuzz.catalogue import CORPUS, Catalogue

EMPTY = "python -c pass"
TARGET = 12
"""How many times as long as an empty Python a command may take."""

MESSAGE = "mat1 and mat2 shapes cannot be multiplied (64x25088 and 2048x10)"


def commands() -> dict[str, list[str]]:
    """The commands that are timed, by name."""
    some = Catalogue().causes[0]
    fuzz = [sys.executable, "-m", "resnet_fuzz"]
    return {
        EMPTY: [sys.executable, "-c", "pass"],
        "fuzz --help": [*fuzz, "--help"],
        "fuzz list": [*fuzz, "list"],
        "fuzz show": [*fuzz, "show", some.id],
        "fuzz show PART": [*fuzz, "show", some.plainest.id[1:]],
        "fuzz script": [*fuzz, "script", some.id],
        "fuzz explain": [*fuzz, "explain", MESSAGE],
        "fuzz diff": [*fuzz, "diff", str(CORPUS), str(CORPUS)],
    }


def seconds(command: list[str]) -> float:
    """How long a command takes, with the bytecode of its modules kept from one run to the next."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(command, env=kept, capture_output=True, check=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Print the median of each command, in seconds and as a multiple of an empty Python."""
    timed = commands()
    for command in timed.values():
        seconds(command)
    times: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(runs):
        for name, command in timed.items():
            times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"Target: {TARGET} x empty, medians of {runs} alternating runs")
    for name, median in medians.items():
        ratio = median / medians[EMPTY]
        missed = "   missed" if ratio > TARGET else ""
        print(
            f"{name:16} median {median:.3f} s   worst {max(times[name]):.3f} s"
            f"   {ratio:5.1f} x empty{missed}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
