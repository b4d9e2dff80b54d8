"""The corpus on several releases of torch: what each shows of its entries, as a page.

    python -m benchmarks.releases PYTHON... > docs/releases.md

Each PYTHON is the interpreter of an environment with one torch and torchvision in it, and with what this
project needs besides.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from fuzz.catalogue import Catalogue
from fuzz.text import first_line
from fuzz.triage.verified import STATUSES

ROOT = Path(__file__).parents[1]
ASK = (
    "import json, torch; from fuzz.execution.capability import processor;"
    "from fuzz.execution.environment import environment; e = environment('cpu');"
    "print(json.dumps([e.torch, e.torchvision, str(processor())]))"
)
CONTRACT = ("tests/quality/test_contract.py", "tests/quality/test_contract_network.py")
QUALITY = ("-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *CONTRACT)

HEAD = """\
# Releases of torch

What the {count} failures that the corpus had on {day} show on other releases than the one that they
were made with, and whether the contract's tests pass there. Made by `make releases PYTHONS="..."`, which
measures today's corpus anew, on a CPU with {capability}.

SAME: it fails as its file says, or as that says of this release. REWORDED: alike, in other words.
SKIPPED: this machine can't tell.
"""


class Release(NamedTuple):
    """What one environment shows."""

    torch: str
    torchvision: str
    capability: str
    results: list[dict[str, Any]]
    tests: str


def run(python: str, *arguments: str) -> str:
    """What an environment's Python prints, run on this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [python, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    ).stdout


def release(python: str) -> Release:
    """Replay the corpus, and run the contract's tests, in an environment."""
    asked = run(python, "-c", ASK)
    if not asked:
        raise SystemExit(f"{python}: no Python with torch and what this project needs")
    torch, torchvision, capability = json.loads(asked)
    results = json.loads(run(python, "-m", "resnet_fuzz", "replay", "--json"))
    tests = run(python, *QUALITY).splitlines()[-1].strip("= ")
    return Release(torch, torchvision, capability, results, tests)


def page(releases: list[Release]) -> str:
    """The page: a table, and what is not the same."""
    day = date.today().isoformat()
    lines = [HEAD.format(count=len(Catalogue()), day=day, capability=releases[0].capability)]
    lines.append(f"| torch | torchvision | {' | '.join(STATUSES)} | contract tests |")
    lines.append("|---|---|" + "---:|" * len(STATUSES) + "---|")
    for one in releases:
        counts = Counter(result["status"] for result in one.results)
        shown = " | ".join(str(counts[status]) for status in STATUSES)
        lines.append(f"| {one.torch} | {one.torchvision} | {shown} | {one.tests.split(' in ')[0]} |")
    for one in releases:
        lines += ["", f"## torch {one.torch}", "", *_differences(one)]
    return "\n".join(lines)


def _differences(one: Release) -> list[str]:
    shown = [_difference(result) for result in one.results if result["status"] != "SAME"]
    return shown or ["All the same."]


def _difference(result: dict[str, Any]) -> str:
    finding = result["finding"]
    now = f"{finding['exception']}: {first_line(finding['message'])}" if finding else result["problem"]
    return f"- {result['status']} `{result['id']}`" + (f": {now}" if now else "")


if __name__ == "__main__":
    print(page([release(python) for python in sys.argv[1:]]))
