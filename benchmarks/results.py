"""What a campaign found, as a page: prints Markdown.

Usage: python -m benchmarks.results OUT > docs/results.md

OUT is the directory of a finished `fuzz run --known none`.
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
    print(f"| cases: networks with their input | {summary['cases']:,} |")
    print(f"| combinations: each with every loss and target | {summary['combinations']:,} |")
    print(f"| cases a second, shrinking included | {summary['cases_per_second']} |")
    print(f"| combinations with a finding | {sum(summary['findings'].values()):,} |")
    print(f"| distinct failures | {len(entries)} |")
    if unseen := summary["unseen"]:
        print(f"| still unseen at the least (Chao's estimate) | {unseen['failures']:.0f} |")
        print(f"| new ones expected in the next 1,000 cases | {1000 * unseen['per_case']:.1f} |")
    print(f"| not the same when run again | {len(summary['unstable'])} |")
    print(f"| workers that died | {summary['died']} |\n")
    print("Pairs of things tried together:\n\n| group | tried | there are | share |\n|---|---|---|---|")
    for group, (tried, there) in summary["coverage"].items():
        print(f"| {group} | {tried} | {there} | {tried / there:.0%} {'#' * (20 * tried // there)} |")
    print("\nDistinct failures over time:\n\n| seconds | entries |\n|---|---|")
    for mark in range(60, int(summary["seconds"]) + 60, 60):
        print(f"| {mark} | {sum(at <= mark for at in summary['discovery'])} |")
    for title, values in (
        ("stage", [e.signature.stage for e in entries]),
        ("kind", [e.signature.kind for e in entries]),
        ("exception", [seen.exception or "none" for e in entries for seen in e.observed[:1]]),
    ):
        print(f"\nBy {title}:\n\n| {title} | entries |\n|---|---|")
        for name, count in Counter(values).most_common():
            print(f"| {name} | {count} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.results OUT")
    main(Path(sys.argv[1]))
