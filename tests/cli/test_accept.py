"""fuzz accept and promote: what is lived with, and what becomes known."""

import json
from pathlib import Path

from fuzz.catalogue.acceptance import read_accepted
from resnet_fuzz import Catalogue
from tests.cli.conftest import Run, refused
from tests.cli.sample import BROADCAST, CHANNELS, ENTRIES, HEAD


def test_failures_are_accepted_with_a_reason(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    of_a_run = ("--catalogue", catalogue)
    first = fuzz("accept", "channels", "--reason", "grey images", "--until", "2999-01-31", *of_a_run)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == f"{CHANNELS.group} is accepted until 2999-01-31, in accepted.json\n"
    again = fuzz("accept", CHANNELS.group, HEAD.id, "--reason", "so be it", *of_a_run, "--json")
    assert [one["id"] for one in json.loads(again.stdout)["accepted"]] == [CHANNELS.group, HEAD.id]
    accepted = read_accepted(tmp_path / "accepted.json")
    assert list(accepted) == sorted((CHANNELS.group, HEAD.id))
    assert {(one.reason, one.until) for one in accepted.values()} == {("so be it", None)}


def test_what_cannot_be_accepted(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    of_a_run = ("--catalogue", catalogue)
    refused(fuzz("accept", "chanels", "--reason", "x", *of_a_run), f"did you mean {CHANNELS.group}")
    refused(fuzz("accept", "channels", "--reason", " ", *of_a_run), "'--reason'")
    (tmp_path / "accepted.json").write_text("[]")
    refused(fuzz("accept", "channels", "--reason", "x", *of_a_run), "accepted.json: ")
    refused(fuzz("run", "--cases", 1), "accepted.json: ")
    assert (tmp_path / "accepted.json").read_text() == "[]"


def test_causes_become_known(fuzz: Run, catalogue: Path, tmp_path: Path) -> None:
    first = fuzz("promote", "channels", HEAD.id, "--from", catalogue, "--into", "new/mine")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == (
        "2 causes, 2 variants put into new/mine, which has 2 causes and 2 variants now\n"
    )
    again = fuzz(
        "promote", BROADCAST.id, "channels", "--from", catalogue, "--into", "new/mine", "--json"
    )
    assert json.loads(again.stdout)["variants"] == sorted((BROADCAST.id, CHANNELS.id))
    mine, whole = Catalogue(tmp_path / "new" / "mine"), {entry.id: entry for entry in ENTRIES}
    assert mine.entries == {name: whole[name] for name in sorted((BROADCAST.id, CHANNELS.id, HEAD.id))}
    refused(
        fuzz("promote", "headless", "--from", catalogue, "--into", "new/mine"), "headless: no cause or"
    )
    refused(
        fuzz("promote", HEAD.id, "--into", "new/mine"),
        "out/catalogue: ",
        "name that of the run by --from",
    )
    (tmp_path / "file").write_text("mine")
    refused(fuzz("promote", HEAD.id, "--from", catalogue, "--into", "file"), "--into file: ")
