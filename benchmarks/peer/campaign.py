"""Ours, as a person runs it: ``fuzz run``, read from the files that it leaves."""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measured import Measured
from benchmarks.peer.account import peak_mib

MET = ("met", "metagain")
"""The events of a failure that is met for the first time, or that is known and met again."""


def campaign(
    peer: str,
    *,
    began: float,
    seconds: float,
    cases: int,
    workers: int,
    seed: int,
    known: str,
    bare: bool,
) -> Measured:
    """Run a campaign of so many seconds, or else so many cases, in a process of its own; a ``bare`` one
    knows nothing of torch."""
    budget = [f"--time={seconds}s"] if seconds else [f"--cases={cases}"]
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "resnet_fuzz", "run", *budget, f"--workers={workers}"]
        command += [f"--seed={seed}", f"--out={out}", "--device=cpu", f"--known={known}", "--json"]
        command += ["--no-cache"] if bare else []
        ran = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if ran.returncode != 0:
            sys.exit(f"fuzz run left with {ran.returncode}: {' '.join(ran.stderr.split())}")
        summary = json.loads(Path(out, "summary.json").read_text())
        events = [json.loads(line) for line in Path(out, "events.jsonl").read_text().splitlines()]
    spent = seconds or summary["seconds"]
    if seconds:  # a shrink under way may outlast the time, and then counts for nothing
        events = [event for event in events if event["at"] <= began + seconds]
    ready = _first(events, "started")
    found = _first(events, *MET)
    return Measured(
        peer=peer,
        cases=summary["cases"],
        combinations=summary["combinations"],
        seconds=spent,
        signatures=len({event["id"] for event in events if event["event"] in MET}),
        first_finding_s=None if ready is None or found is None else round(found - ready, 3),
        start_up_s=None if ready is None else round(ready - began, 3),
        peak_mib=peak_mib(resource.RUSAGE_CHILDREN),
        late_ms=_late(events),
    )


def _late(events: list[dict[str, Any]]) -> float | None:
    """What a case cost, in milliseconds, over the last tenth of the cases."""
    ran = [(event["at"], event["cases"]) for event in events if event["event"] == "ran"]
    left = sum(cases for _, cases in ran) / 10
    end, done = max((at for at, _ in ran), default=0.0), 0
    for at, cases in reversed(ran):
        if done >= left > 0:
            return float(1000 * (end - at) / done)
        done += cases
    return None


def _first(events: list[dict[str, Any]], *names: str) -> float | None:
    """When the first event of any of these names happened."""
    return min((event["at"] for event in events if event["event"] in names), default=None)
