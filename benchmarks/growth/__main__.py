"""How cost grows: measures the parts that are asked for, and writes docs/growth.md.

Usage: python -m benchmarks.growth [cases] [workers] [entries] [--marks N ...] [--campaign-workers N]
        [--cache DIR] [--workers N ...] [--entries N ...] [--replayed N]

The campaign of ``cases`` leaves what it has learned in ``--cache``, with which the ``workers`` begin.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.growth.campaign import crowd, marks
from benchmarks.growth.catalogues import LONGEST_REPLAY, library
from benchmarks.growth.figures import Growth, read, write
from benchmarks.growth.page import page
from benchmarks.machine import machine

PARTS = ("cases", "workers", "entries")
MARKS = (1_000, 3_000, 10_000, 30_000, 50_000, 100_000, 200_000, 500_000)
SEED, OTHER_SEED, SECONDS = 500_000, 1, 60.0


def main() -> None:
    """Measure, keep what was measured, and write the page."""
    asked = _asked()
    growth = read()
    for part in asked.parts or PARTS:
        _measure(part, asked, growth)
        growth.machine[part] = machine()
        write(growth)
        asked.out.write_text(page(growth))


def _measure(part: str, asked: argparse.Namespace, growth: Growth) -> None:
    if part == "cases":
        growth.workers = asked.campaign_workers
        growth.marks = marks(asked.marks, workers=growth.workers, seed=SEED, cache=asked.cache)
    elif part == "workers":
        growth.crowds = []
        for workers in asked.workers:
            with tempfile.TemporaryDirectory() as cache:  # none begins with what the one before learned
                if asked.cache.exists():
                    shutil.copytree(asked.cache, cache, dirs_exist_ok=True)
                growth.crowds.append(crowd(workers, SECONDS, seed=OTHER_SEED, cache=Path(cache)))
                print(growth.crowds[-1], file=sys.stderr)
    else:
        growth.libraries = []
        for entries in asked.entries:
            growth.libraries.append(library(entries, replayed=entries <= asked.replayed))
            print(growth.libraries[-1], file=sys.stderr)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth")
    parser.add_argument("parts", nargs="*", choices=(*PARTS, []), help="all of them by default")
    parser.add_argument("--marks", type=int, nargs="*", default=MARKS, help="cases to look at it at")
    parser.add_argument("--campaign-workers", type=int, default=1, help="of the campaign of cases")
    parser.add_argument("--cache", type=Path, default=Path("out/growth"), help="what is learned")
    parser.add_argument("--workers", type=int, nargs="*", default=(1, 2, 3, 4), help="how many")
    parser.add_argument("--entries", type=int, nargs="*", default=(10, 100, 1000, 10_000))
    parser.add_argument("--replayed", type=int, default=LONGEST_REPLAY, help="entries at most")
    parser.add_argument("--out", type=Path, default=Path("docs/growth.md"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
