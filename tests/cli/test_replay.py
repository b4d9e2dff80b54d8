"""fuzz replay: SAME, CHANGED or FIXED for each entry, and an exit status that says it all."""

import json
from pathlib import Path

from msgspec.structs import replace

from fuzz.catalogue.store import Catalogue, write_all
from fuzz.verdict import Wording
from tests.cli.conftest import Run, refused
from tests.cli.sample import BROADCAST, CHANGED, CHANNELS, ENTRIES, FIXED, HEAD, TOO_LARGE


def test_all_the_same(fuzz: Run, catalogue: Path) -> None:
    result = fuzz("replay", catalogue, "--json")
    assert (result.returncode, result.stderr) == (0, "")
    results = json.loads(result.stdout)
    assert {found["id"]: found["status"] for found in results} == {e.id: "SAME" for e in ENTRIES}
    assert all(found.keys() == {"id", "status", "finding", "problem"} for found in results)


def test_what_changed_and_what_was_fixed(here: Run, tmp_path: Path) -> None:
    write_all([CHANNELS, CHANGED, FIXED], tmp_path / "mixed")
    alone = f"mixed/{CHANNELS.group}.json"
    result = here("replay", "mixed", alone)
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


def test_what_a_failure_now_says_in_other_words(here: Run, tmp_path: Path) -> None:
    older = replace(CHANNELS.observed[0], torch="2.0.0", message="in other words")
    worded = (Wording("RuntimeError", "in other words"),)
    write_all([replace(CHANNELS, observed=(older,), wordings=worded)], tmp_path / "older")
    result = here("replay", "older")
    assert (result.returncode, result.stderr) == (0, "")
    reworded, now, count = result.stdout.splitlines()
    assert reworded == f"REWORDED {CHANNELS.id}"
    assert now.startswith("         now RuntimeError: Given groups=1")
    assert count == "1 REWORDED"


def test_nothing_to_replay(here: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused(here("replay", "empty"), "fuzz: empty: there is no failure to replay")


def test_a_case_too_large_to_run_can_be_looked_at_but_not_replayed(here: Run, tmp_path: Path) -> None:
    write_all([TOO_LARGE], tmp_path / "large")
    refused(here("replay", "large"), f"fuzz: large/{TOO_LARGE.group}.json: ", " GiB ", "`$.case`")
    refused(here("replay", f"large/{TOO_LARGE.group}.json"), " GiB ", "`$.case`")
    assert here("list", "--catalogue", "large").returncode == 0


def test_several_workers_keep_the_order(fuzz: Run, tmp_path: Path) -> None:
    """Those that are refused when they are built, which is quick without what proves them; there are
    enough for two processes."""
    built = [e for e in Catalogue() if (e.signature.stage, e.signature.kind) == ("build", "rejected")]
    quick = [replace(entry, proof=None) for entry in built[:20]]
    write_all(quick, tmp_path / "quick")
    result = fuzz("replay", "quick", "--workers", 2)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [*(f"SAME     {e.id}" for e in quick), "20 SAME"]


def test_only_what_is_not_the_same_is_printed(here: Run, tmp_path: Path) -> None:
    write_all([CHANNELS, FIXED], tmp_path / "mixed")
    result = here("replay", "mixed", "--changes-only")
    assert (result.returncode, result.stdout) == (1, f"FIXED    {FIXED.id}\n1 FIXED, 1 SAME\n")
    results = json.loads(here("replay", "mixed", "--changes-only", "--json").stdout)
    assert [found["id"] for found in results] == [FIXED.id]


def test_what_this_machine_shows_is_a_catalogue_to_compare(here: Run, tmp_path: Path) -> None:
    moved = replace(HEAD, group="weight", signature=replace(HEAD.signature, rule="linear.weight"))
    write_all([CHANNELS, BROADCAST, moved, FIXED], tmp_path / "before")
    result = here("replay", "before", "--out", "now")
    assert (result.returncode, result.stderr) == (1, "fuzz: what shows here, 3 variants, is in now\n")
    now = Catalogue(tmp_path / "now")
    assert set(now.entries) == {CHANNELS.id, BROADCAST.id, HEAD.id}
    (seen,) = now.get(CHANNELS.id).observed
    assert (seen.device, seen.message) == ("cpu", CHANNELS.observed[0].message)
    assert now.get(CHANNELS.id).passing == CHANNELS.passing
    told = here("diff", "before", "now").stdout.splitlines()
    assert told[-1] == "1 gone, 1 moved"
    assert f"MOVED    {moved.id} -> {HEAD.id}" in told
    refused(here("replay", "before", "--out", "now"), "--out now: ", ".json is there already")
