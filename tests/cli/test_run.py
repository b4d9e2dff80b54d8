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

from fuzz.campaign.coverage import read_coverage
from fuzz.campaign.event import AnyEvent, Catalogued, MetAgain, Ran
from fuzz.catalogue.store import write_all
from resnet_fuzz import Catalogue
from tests.cli.conftest import fuzz_in, plain_environment, refused, runner
from tests.cli.sample import NEWS, nearly_all

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
    "standing",
    "unseen",
    "behind",
    "findings",
    "entries",
    "causes",
    "proven",
    "known",
    "discovery",
    "unstable",
    "unproven",
    "cut_short",
    "died",
    "torch",
    "torchvision",
    "devices",
    "losses",
    "sizes",
}
SMALL = """
import sys
import fuzz.campaign.shard as shard
shard.CASES_PER_SHARD = 2
from fuzz.cli.app import main
try:
    main()
finally:
    assert "torch" not in sys.modules, "who hands out the work need not wait for torch"
"""
"""The command with shards so small that a short campaign has several: three of two cases."""

CAMPAIGN = ("run", "--cases", 6, "--seed", 1, "--out", "out", "--known", "known")


@pytest.fixture
def known(tmp_path: Path) -> Catalogue:
    write_all(nearly_all(), tmp_path / "known")
    return Catalogue(tmp_path / "known")


@pytest.mark.slow
def test_a_campaign_leaves_the_same_behind_whoever_did_the_work(
    tmp_path: Path, known: Catalogue
) -> None:
    fuzz = runner(tmp_path, ["-c", SMALL])
    first = fuzz(*CAMPAIGN, "--workers", 2)
    assert first.returncode == 0, first.stderr
    _check_results(tmp_path / "out", known, workers=2)
    met = _summary(tmp_path / "out")["known"]
    assert f"\n{met} known failures met again (of known)\n" in first.stdout
    assert "still unseen" not in first.stdout
    assert first.stdout.endswith("\nthe page to look at is out/report.html\n")
    assert 'id="picture-losses"' in (tmp_path / "out" / "report.html").read_text()
    _check_standing(tmp_path / "out", first.stdout)
    second = fuzz(*CAMPAIGN, "--workers", 1, "--json", "--fail-on", "spurious,new,changed")
    assert (second.returncode, second.stderr) == (1, "")
    assert json.loads(second.stdout) == _summary(tmp_path / "out")
    _check_results(tmp_path / "out", known, workers=1)
    earlier = tmp_path / "out" / "earlier" / "1"
    assert _summary(earlier)["workers"] == 2
    assert _files(tmp_path / "out" / "catalogue") == _files(earlier / "catalogue")
    _check_resumed(tmp_path, _files(earlier / "catalogue"))


def _check_standing(out: Path, said: str) -> None:
    """Each new or changed cause is told in a line, and nothing fails that nobody asked for."""
    standing = _summary(out)["standing"]
    assert standing["failing"] == standing["accepted"] == standing["expired"] == []
    told = [line.split()[:2] for line in said.splitlines() if line.startswith(("NEW ", "CHANGED "))]
    named = [*(["NEW", name] for name in standing["new"])]
    named += [*(["CHANGED", name] for name in standing["changed"])]
    assert sorted(told) == sorted(named)
    assert named
    changed = f"{len(standing['changed'])} changed (known, but not like this)"
    counts = [f"{len(standing['new'])} new"] * bool(standing["new"]) + [changed] * bool(
        standing["changed"]
    )
    assert f"\ncauses: {', '.join(counts)}" in said


def _check_resumed(directory: Path, unbroken: dict[str, bytes]) -> None:
    """A run that was killed in its second shard goes on, and leaves what an unbroken one does."""
    out = directory / "out"
    events = (out / "events.jsonl").read_bytes().splitlines(keepends=True)
    ended = [n for n, line in enumerate(events) if line.startswith(b'{"event":"ended"')]
    (out / "events.jsonl").write_bytes(b"".join(events[: ended[1]]) + b'{"event":"en')
    (out / "summary.json").unlink()
    resumed = runner(directory, ["-c", SMALL])("run", "--resume", "out", "--json")
    assert (resumed.returncode, resumed.stderr) == (0, "")
    summary = json.loads(resumed.stdout)
    assert (summary["cases"], summary["stop_reason"]) == (6, "cases")
    assert _files(out / "catalogue") == unbroken
    done = runner(directory, ["-c", SMALL])("run", "--resume", "out", "--json")
    assert json.loads(done.stdout)["cases"] == 6
    other = next(entry for entry in Catalogue() if entry.signature.rule.startswith(NEWS))
    write_all([other], directory / "known")
    again = fuzz_in(directory)("run", "--resume", "out")
    refused(again, "--resume out: ", "--known are no longer what they were")


def _check_results(out: Path, known: Catalogue, *, workers: int) -> None:
    summary = _summary(out)
    assert summary.keys() == SUMMARY
    assert (summary["seed"], summary["workers"], summary["stop_reason"]) == (1, workers, "cases")
    assert summary["cases"] == 6
    assert summary["combinations"] > 1000
    assert all(0 <= tried <= there for tried, there in summary["coverage"].values())
    entries = Catalogue(out / "catalogue")
    new = entries.entries.keys() - known.entries.keys()
    assert len(new) == sum(summary["entries"].values()) == len(summary["discovery"]) > 0
    again = entries.entries.keys() & known.entries.keys()
    assert len(again) == summary["known"] > 10
    assert all(entries.get(name).case == known.get(name).case for name in again)
    lines = (out / "events.jsonl").read_bytes().splitlines()
    events = [msgspec.json.decode(line, type=AnyEvent) for line in lines]
    assert {event.shard for event in events} == {0, 1, 2}
    assert sum(event.cases for event in events if isinstance(event, Ran)) == summary["cases"]
    tried = {pair for event in events if isinstance(event, Ran) for pair in event.pairs}
    assert read_coverage(out / "coverage.jsonl") == tried
    told = {event.entry.id for event in events if isinstance(event, Catalogued)}
    assert told == new
    assert {event.id for event in events if isinstance(event, MetAgain)} == again


def _summary(out: Path) -> dict[str, Any]:
    return dict(json.loads((out / "summary.json").read_text()))


def _files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_an_interrupt_ends_it_in_good_order(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "resnet_fuzz", "run", "--time", "600s", "--workers", "1"]
    command += ["--known", "none"]
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
    there = len(Catalogue(catalogue)) + len(summary["cut_short"])
    assert there == sum(summary["entries"].values()) > 0
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
