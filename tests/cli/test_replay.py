"""fuzz replay: SAME, CHANGED or FIXED for each entry, and an exit status that says it all."""

import json
from pathlib import Path

from msgspec.structs import replace

from fuzz.catalogue.store import Catalogue, write_all
from fuzz.verdict import Wording
from tests.cli.conftest import Run, refused
from tests.cli.sample import CHANGED, CHANNELS, ENTRIES, FIXED, TOO_LARGE


def test_all_the_same(fuzz: Run, catalogue: Path) -> None:
    result = fuzz("replay", catalogue, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    results = json.loads(result.stdout)
    assert {found["id"]: found["status"] for found in results} == {e.id: "SAME" for e in ENTRIES}
    assert all(found.keys() == {"id", "status", "finding", "problem"} for found in results)


def test_what_changed_and_what_was_fixed(fuzz: Run, tmp_path: Path) -> None:
    write_all([CHANNELS, CHANGED, FIXED], tmp_path / "mixed")
    alone = f"mixed/{CHANNELS.group}.json"
    result = fuzz("replay", "mixed", alone)
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    now = [line for line in lines if line.startswith("  ")]
    assert all(line.startswith("         now RuntimeError: Given groups=1") for line in now)
    assert sorted(line for line in lines if line not in now) == sorted(
        [
            f"SAME     {CHANNELS.id}",
            f"CHANGED  {CHANGED.id}",
            f"FIXED    {FIXED.id}",
            f"SAME     {CHANNELS.id}",
            f"CHANGED  {CHANGED.id}",
            "2 CHANGED, 1 FIXED, 2 SAME",
        ]
    )


def test_what_a_failure_now_says_in_other_words(fuzz: Run, tmp_path: Path) -> None:
    older = replace(CHANNELS.observed[0], torch="2.0.0", message="in other words")
    worded = (Wording("RuntimeError", "in other words"),)
    write_all([replace(CHANNELS, observed=(older,), wordings=worded)], tmp_path / "older")
    result = fuzz("replay", "older")
    assert (result.returncode, result.stderr) == (0, "")
    reworded, now, count = result.stdout.splitlines()
    assert reworded == f"REWORDED {CHANNELS.id}"
    assert now.startswith("         now RuntimeError: Given groups=1")
    assert count == "1 REWORDED"


def test_nothing_to_replay(fuzz: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(fuzz("replay", "empty"), "fuzz: empty: there is no failure to replay")


def test_a_case_too_large_to_run_can_be_looked_at_but_not_replayed(fuzz: Run, tmp_path: Path) -> None:
    write_all([TOO_LARGE], tmp_path / "large")
    refused(fuzz("replay", "large"), f"fuzz: large/{TOO_LARGE.group}.json: ", " GiB ", "`$.case`")
    refused(fuzz("replay", f"large/{TOO_LARGE.group}.json"), " GiB ", "`$.case`")
    assert fuzz("list", "--catalogue", "large").returncode == 0


def test_several_workers_keep_the_order(fuzz: Run, tmp_path: Path) -> None:
    """Those that are refused when they are built, which is quick; there are enough for two processes."""
    quick = [e for e in Catalogue() if (e.signature.stage, e.signature.kind) == ("build", "rejected")]
    write_all(quick[:20], tmp_path / "quick")
    result = fuzz("replay", "quick", "--workers", 2)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [*(f"SAME     {e.id}" for e in quick[:20]), "20 SAME"]
