"""fuzz run: what a campaign leaves behind, whoever did the work, and however it ended."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fuzz.campaign.event import AnyEvent, Catalogued, Ran
from resnet_fuzz import Catalogue
from tests.cli.conftest import plain_environment, runner

SUMMARY = {
    "seed",
    "workers",
    "stop_reason",
    "seconds",
    "cases",
    "combinations",
    "cases_per_second",
    "combinations_per_second",
    "coverage",
    "unseen",
    "behind",
    "findings",
    "entries",
    "discovery",
    "unstable",
    "unproven",
    "cut_short",
    "died",
    "torch",
    "torchvision",
    "devices",
}
SMALL = """
from msgspec.structs import replace
import fuzz.campaign.shard as shard
from resnet_fuzz import Catalogue
known = tuple(entry.id for entry in Catalogue() if entry.signature.stage != "build")
plan = shard.plan
shard.CASES_PER_SHARD = 2
shard.plan = lambda **budget: replace(plan(**budget), known=known)
from fuzz.cli.app import main
main()
"""
"""The command with shards so small that a short campaign has several: three of two cases.

Failures that come after building are left out, as if they were known: they take a minute to shrink.
"""

CAMPAIGN = ("run", "--cases", 6, "--seed", 5, "--out", "out")


def test_a_campaign_leaves_the_same_behind_whoever_did_the_work(tmp_path: Path) -> None:
    fuzz = runner(tmp_path, ["-c", SMALL])
    first = fuzz(*CAMPAIGN, "--workers", 2)
    assert (first.returncode, first.stdout) == (0, ""), first.stderr
    _check_results(tmp_path / "out", workers=2)
    second = fuzz(*CAMPAIGN, "--workers", 1, "--json")
    assert (second.returncode, second.stderr) == (0, "")
    assert json.loads(second.stdout) == _summary(tmp_path / "out")
    _check_results(tmp_path / "out", workers=1)
    earlier = tmp_path / "out" / "earlier" / "1"
    assert _summary(earlier)["workers"] == 2
    assert _files(tmp_path / "out" / "catalogue") == _files(earlier / "catalogue")


def _check_results(out: Path, *, workers: int) -> None:
    summary = _summary(out)
    assert summary.keys() == SUMMARY
    assert (summary["seed"], summary["workers"], summary["stop_reason"]) == (5, workers, "cases")
    assert summary["cases"] == 6
    assert summary["combinations"] > 1000
    assert all(0 <= tried <= there for tried, there in summary["coverage"].values())
    entries = Catalogue(out / "catalogue")
    assert len(entries) == sum(summary["entries"].values()) == len(summary["discovery"]) > 0
    lines = (out / "events.jsonl").read_bytes().splitlines()
    events = [msgspec.json.decode(line, type=AnyEvent) for line in lines]
    assert {event.shard for event in events} == {0, 1, 2}
    assert sum(event.cases for event in events if isinstance(event, Ran)) == summary["cases"]
    told = {event.entry.id for event in events if isinstance(event, Catalogued)}
    assert told == set(entries.entries)


def _summary(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "summary.json").read_text()))


def _files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_an_interrupt_ends_it_in_good_order(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "resnet_fuzz", "run", "--time", "600s", "--workers", "1"]
    process = subprocess.Popen(
        [*command, "--json", "--out", "out"],
        cwd=tmp_path,
        env={**plain_environment(), "FUZZ_TEST": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    catalogue = tmp_path / "out" / "catalogue"
    while not any(catalogue.glob("*.json")) and process.poll() is None:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (0, b"")
    summary = json.loads(stdout)
    assert summary["stop_reason"] == "interrupted"
    assert len(Catalogue(catalogue)) == sum(summary["entries"].values()) > 0
    assert _left_of(tmp_path) == []


def _left_of(directory: Path) -> list[str]:
    """The processes that this test has started and that still run, by a mark they inherited."""
    mark = f"FUZZ_TEST={directory}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark in environment and process.name != str(os.getpid()):
            found.append(process.name)
    return found
