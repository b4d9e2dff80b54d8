"""Ours beside its peers on one machine: writes docs/performance.md.

Usage: python -m benchmarks.performance [--seconds 60] [--rounds 3] [--cases N ...] [--packages DIR ...]
        [--peers NAME ...] [--learned DIR]

The peers take turns, each in a process of its own, so that a slow moment of the machine falls on all
of them; shown are medians. With ``--cases`` the cost of a case is measured as well, after so many of
them. Warm ones begin with what runs of other seeds have learned, or one that left it in ``--learned``.
HypoFuzz and Atheris take part where they are installed, in ``--packages`` if nowhere else:

    pip install --target DIR --constraint constraints.txt hypofuzz atheris
"""

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from msgspec.structs import replace

from benchmarks import page
from benchmarks.contest import CONTESTANTS, Contestant, measure
from benchmarks.measured import Measured
from benchmarks.peer.table import CAMPAIGN, DRAWING

LEARNING, LEARNED = 1000, 5
"""The first seed, and the number, of the runs on two workers from which a warm one has its cache: others
than those that are measured."""


def main() -> None:
    """Run all of it, telling each run on standard error, and write the page."""
    asked = _asked()
    runs: dict[Contestant, list[Measured | str]] = defaultdict(list)
    costs: list[Measured] = []

    def write() -> None:
        asked.out.write_text(page.page(runs, costs, seconds=asked.seconds, rounds=asked.rounds))

    budget = f"--seconds={asked.seconds}"
    with tempfile.TemporaryDirectory() as cache:
        if asked.learned is not None:
            shutil.copytree(asked.learned, cache, dirs_exist_ok=True)
        elif any(one.warm for one in asked.peers):
            for seed in range(LEARNING, LEARNING + LEARNED):
                learner = Contestant(CAMPAIGN, 2, warm=True)
                measure(learner, budget, seed=seed, packages=(), cache=cache, learn=True)
        for number in range(asked.rounds):
            for each in asked.peers:
                result = measure(each, budget, seed=number, packages=asked.packages, cache=cache)
                print(f"{each.label}: {result}", file=sys.stderr)
                runs[each].append(result)
            write()
    for cases in asked.cases:
        for each in (Contestant(CAMPAIGN), Contestant(CAMPAIGN, workers=2), Contestant(DRAWING)):
            result = measure(each, f"--cases={cases}", seed=0, packages=())
            print(f"{each.label}, {cases} cases: {result}", file=sys.stderr)
            if isinstance(result, Measured):
                costs.append(replace(result, peer=each.label))
            write()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.performance")
    parser.add_argument("--seconds", type=float, default=60.0, help="for each run of a peer")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each peer")
    parser.add_argument(
        "--peers",
        nargs="*",
        type={each.label: each for each in CONTESTANTS}.__getitem__,
        default=CONTESTANTS,
        help="those that take part, by their names on the page",
    )
    parser.add_argument(
        "--learned", type=Path, help="the cache of an earlier run, for those that are warm"
    )
    parser.add_argument("--cases", type=int, nargs="*", default=[], help="counts to cost a case at")
    parser.add_argument("--packages", nargs="*", default=[], help="folders with more packages")
    parser.add_argument("--out", type=Path, default=Path("docs/performance.md"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
