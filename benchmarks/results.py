"""What a campaign found, as a page: prints Markdown.

Usage: python -m benchmarks.results OUT > docs/results.md

OUT is the directory of a finished `fuzz run`.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from fuzz.catalogue import Catalogue


def main(out: Path) -> None:
    """Print the page."""
    summary = json.loads((out / "summary.json").read_text())
    entries = list(Catalogue(out / "catalogue"))
    print("# What a campaign finds\n")
    print(f"Made by `python -m benchmarks.results` from a run of {summary['seconds']:.0f} s on")
    print(f"{summary['workers']} workers with seed {summary['seed']}, torch {summary['torch']},")
    print(f"torchvision {summary['torchvision']}, {', '.join(summary['devices'])}.\n")
    print("| | |\n|---|---|")
    print(f"| cases run | {summary['cases']} |")
    print(f"| cases a second, shrinking included | {summary['cases_per_second']} |")
    print(f"| cases with a finding | {sum(summary['findings'].values())} |")
    print(f"| distinct failures | {len(entries)} |")
    print(f"| refused as too large | {summary['refused']} |")
    print(f"| not the same when run again | {len(summary['unstable'])} |")
    print(f"| workers that died | {summary['died']} |\n")
    print("Distinct failures over time:\n\n| seconds | entries |\n|---|---|")
    for mark in range(60, int(summary["seconds"]) + 60, 60):
        print(f"| {mark} | {sum(at <= mark for at in summary['discovery'])} |")
    for title, values in (
        ("stage", [e.signature.stage for e in entries]),
        ("kind", [e.signature.kind for e in entries]),
        ("exception", [e.signature.exception or "none" for e in entries]),
    ):
        print(f"\nBy {title}:\n\n| {title} | entries |\n|---|---|")
        for name, count in Counter(values).most_common():
            print(f"| {name} | {count} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.results OUT")
    main(Path(sys.argv[1]))
