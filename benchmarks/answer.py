"""How long do the commands take that answer without torch? Medians, beside an empty Python.

Usage: python -m benchmarks.answer [RUNS]

The commands take turns, so that a slow moment of the machine falls on all of them.
"""

import statistics
import subprocess
import sys
import time

from fuzz.catalogue import CORPUS, Catalogue

MESSAGE = "mat1 and mat2 shapes cannot be multiplied (64x25088 and 2048x10)"


def commands() -> dict[str, list[str]]:
    """The commands that are timed, by name."""
    some = next(iter(Catalogue())).id
    fuzz = [sys.executable, "-m", "resnet_fuzz"]
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "fuzz list": [*fuzz, "list"],
        "fuzz show": [*fuzz, "show", some],
        "fuzz script": [*fuzz, "script", some],
        "fuzz explain": [*fuzz, "explain", MESSAGE],
        "fuzz diff": [*fuzz, "diff", str(CORPUS), str(CORPUS)],
    }


def main(runs: int) -> None:
    """Print the median of each command, in seconds and as a multiple of an empty Python."""
    times: dict[str, list[float]] = {name: [] for name in commands()}
    for _ in range(runs):
        for name, command in commands().items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in times.items()}
    empty = medians["python -c pass"]
    for name, median in medians.items():
        worst = max(times[name])
        print(f"{name:16} median {median:.3f} s   worst {worst:.3f} s   {median / empty:5.1f} x empty")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
