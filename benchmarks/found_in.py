"""What runs of the same length find in each subject, side by side: prints Markdown.

    python -m benchmarks.found_in [--time 2m] [--workers N] [--at-once N] [NAME...] > docs/found-in.md

Each is a `fuzz run --subject NAME --known none` of its own on the CPU, with seed 0; so many of them at
once as there are cores for. NAME is as in `fuzz run --subject`, by default all of torchvision's, and a
ResNet-50 of each other library.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import machine
from fuzz.catalogue import Catalogue
from strategies.network.models import MODELS

DEFAULTS = tuple(
    name
    for name, model in MODELS.items()
    if model.library == "torchvision" or name.endswith(".resnet50")
)


class Found(NamedTuple):
    """What the run of a subject came to: its summary, and how many variants each cause has."""

    summary: dict[str, Any]
    causes: Counter[str]


def main() -> None:
    """Run each, and print the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", default=DEFAULTS, metavar="NAME")
    parser.add_argument("--time", default="2m")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--at-once", type=int, default=1)
    asked = parser.parse_args()
    with ThreadPoolExecutor(asked.at_once) as pool:
        runs = {name: pool.submit(run, name, asked.time, asked.workers) for name in asked.names}
    print(page({name: one.result() for name, one in runs.items()}, asked.time))


def run(name: str, time: str, workers: str) -> Found:
    """What a run of a subject finds in a time."""
    print(name, file=sys.stderr)
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "out"
        command = [sys.executable, "-m", "fuzz", "run", "--subject", name, "--time", time, "--json"]
        command += ["--known", "none", "--workers", workers, "--seed", "0", "--out", str(out)]
        command += ["--device", "cpu"]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)} left with {done.returncode}")
        places = (out / "catalogue", out / "unproven")
        entries = [one for there in places if there.is_dir() for one in Catalogue(there)]
        return Found(json.loads(done.stdout), Counter(one.group for one in entries))


def page(found: dict[str, Found], time: str) -> str:
    """The page: a line for each subject, then each cause that not all of them show."""
    every = sorted({cause for one in found.values() for cause in one.causes})
    shared = [cause for cause in every if all(cause in one.causes for one in found.values())]
    lines = [
        f"# What runs of {time} find in each subject",
        "",
        f"Written by `python -m benchmarks.found_in` on {machine()}. Each was a run of its own,",
        "with seed 0 and with nothing known; what a cause's id means, `fuzz show` tells.",
        "",
        "| subject | cases | combinations | causes | that no other shows |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(_line(name, found) for name in found),
        "",
        f"## Shown by all of them: {len(shared)} of {len(every)} causes",
        "",
        ", ".join(f"`{cause}`" for cause in shared) or "None.",
        "",
        "## Shown by some",
        "",
        "How many variants of each were met; what a subject does not show, it may in a longer run.",
        "",
        _row(("cause", *found)),
        _row(("---", *("---:" for _ in found))),
        *(_counts(cause, found) for cause in every if cause not in shared),
    ]
    return "\n".join(lines)


def _line(name: str, found: dict[str, Found]) -> str:
    own = found[name]
    others = {cause for other, one in found.items() if other != name for cause in one.causes}
    numbers = (own.summary["cases"], own.summary["combinations"], len(own.causes))
    return _row((f"`{name}`", *(f"{one:,}" for one in numbers), len(own.causes.keys() - others)))


def _counts(cause: str, found: dict[str, Found]) -> str:
    return _row((f"`{cause}`", *(one.causes[cause] or "" for one in found.values())))


def _row(cells: tuple[object, ...]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
