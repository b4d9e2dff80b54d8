"""A worker that dies takes nothing with it: its case is kept, and another worker goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from fuzz.catalogue.read import read_case
from fuzz.catalogue.store import write_all
from resnet_fuzz import Case
from tests.cli.sample import nearly_all

SMALL_SHARDS = """
import fuzz.campaign.shard as shard
shard.CASES_PER_SHARD = 1
from fuzz.cli.app import main
main()
"""
"""The command with shards of one case: the first finds so much that it shrinks for a while."""


BOOKKEEPER = b"multiprocessing.resource_tracker"
"""What stays behind a process that has looked for accelerators, as with any build of torch for GPUs."""


def children(parent: int) -> list[int]:
    """The process ids of a process's children, but for the `BOOKKEEPER`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue  # It ended while we looked.
            if int(fields[1]) == parent and BOOKKEEPER not in command:
                found.append(int(entry.name))
    return found


def wait_for_entry(catalogue: Path) -> None:
    end = time.monotonic() + 60
    while not list(catalogue.glob("*.json")):
        assert time.monotonic() < end, "no entry within a minute"
        time.sleep(0.05)


@pytest.mark.slow
def test_the_case_is_kept_and_the_campaign_goes_on(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", SMALL_SHARDS, "run", "--cases", "2", "--workers", "1"]
    write_all(nearly_all(), tmp_path / "known")
    command += ["--known", str(tmp_path / "known"), "--seed", "1"]
    campaign = subprocess.Popen([*command, "--out", str(out)], stderr=subprocess.PIPE)
    wait_for_entry(out / "catalogue")
    before = {path.name for path in (out / "catalogue").glob("*.json")}
    (pytest_process,) = children(campaign.pid)
    (worker,) = children(pytest_process)
    os.kill(worker, signal.SIGKILL)
    _, said = campaign.communicate(timeout=300)

    assert campaign.returncode == 0, said.decode()
    summary = json.loads((out / "summary.json").read_text())
    assert summary["died"] == 1
    assert before <= {path.name for path in (out / "catalogue").glob("*.json")}
    events = [json.loads(line) for line in (out / "events.jsonl").read_text().splitlines()]
    (died,) = [event for event in events if event["event"] == "died"]
    kept = [read_case(path) for path in (out / "died").glob("*.json")]
    assert kept == ([] if died["case"] is None else [msgspec.convert(died["case"], Case)])
    assert len({event["worker"] for event in events if event["event"] == "started"}) == 2
