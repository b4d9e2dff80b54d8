"""A catalogue that somebody else has written: what is run, named and printed of it."""

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from fuzz.catalogue import Catalogue, Proof
from fuzz.catalogue.acceptance import read_accepted
from fuzz.catalogue.cause import cause_of, content
from fuzz.catalogue.decode import MAX_CAUSE
from fuzz.catalogue.read import decode_variants
from fuzz.catalogue.store import MAX_CATALOGUE, write_all
from fuzz.cli.app import app
from fuzz.error import FuzzError
from fuzz.verdict import Signature
from tests.cli.sample import CHANNELS
from tests.unit.fuzz.sample import entry

CONTROLS = "\x1b[31mred\x1b]0;title\x07\x9b2J\r\u202ebackwards"
SPOKEN = replace(
    CHANNELS,
    cause=CONTROLS,
    fix=CONTROLS,
    page=CONTROLS,
    region=CONTROLS,
    capability=CONTROLS,
    sites=(CONTROLS,),
    proof=Proof(does=CONTROLS),
    observed=tuple(
        replace(seen, message=CONTROLS, device=CONTROLS, site=CONTROLS, torch=CONTROLS)
        for seen in CHANNELS.observed
    ),
)
COMMANDS = (
    ("list",),
    ("list", "--all", "--json"),
    ("show", CHANNELS.group),
    ("show", CHANNELS.id, "--json"),
    ("script", CHANNELS.id),
    ("explain", CHANNELS.observed[0].message),
    ("explain", CHANNELS.observed[0].message, "--json"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_file_speaks_to_the_terminal(tmp_path: Path, command: tuple[str, ...]) -> None:
    write_all([SPOKEN], tmp_path)
    done = CliRunner().invoke(app, [*command, "--catalogue", str(tmp_path)], color=True)
    assert done.exit_code == 0
    assert [char for char in done.output if not char.isprintable() and char != "\n"] == []


def test_what_json_escapes_is_the_same_when_it_is_read(tmp_path: Path) -> None:
    write_all([SPOKEN], tmp_path)
    done = CliRunner().invoke(app, ["show", SPOKEN.id, "--json", "--catalogue", str(tmp_path)])
    assert json.loads(done.output)["cause"] == CONTROLS


def changed(**fields: Any) -> bytes:
    """The sample cause with some fields changed."""
    return msgspec.json.encode({**content(cause_of(CHANNELS.group, [CHANNELS])), **fields})


def signed(rule: str) -> bytes:
    """A cause whose only variant is of a rule."""
    one = entry(signature=Signature("forward", "rejected", rule))
    return msgspec.json.encode(content(cause_of(rule, [one])))


UNKNOWN = {"edits": [{"edit": "replace", "site": "fc", "layer": {"kind": "os.system"}}]}
HOSTILE: dict[str, tuple[bytes, str]] = {
    "a proof that would run anything": (changed(proof={"case": UNKNOWN}), "`$.proof.case.edits[0]"),
    "a path as an id": (changed(id="../../x"), "no variant of '../../x' - at `$.id`"),
    "an absolute path as an id": (changed(id="/etc/x"), "`$.id`"),
    "NUL in an id": (changed(id="conv2d.channels\0"), "`$.id`"),
    "a device of Windows as an owner": (signed("con.channels"), "`$.signature.rule`"),
    "a device of Windows as a name": (signed("conv2d.LPT1"), "`$.signature.rule`"),
    "a name that no file can have": (signed(f"conv2d.{'x' * 300}"), "`$.signature.rule`"),
    "a name of other letters": (signed("conv2d.ﬁx"), "`$.signature.rule`"),
    "an endless name": (changed(**{"x" * 10**6: 1}), "Object contains unknown field `xxx"),
    "a deep format": (changed().replace(b'"format":3', b'"format":' + b"[" * 900 + b"]" * 900), "[[[["),
    "a format of the future": (changed(format=10**300), "this version reads format 3 - at `$.format`"),
    "a byte order mark": (b"\xef\xbb\xbf" + changed(), "save it as UTF-8 without a byte order mark"),
    "UTF-16": (changed().decode().encode("utf-16"), "save it as UTF-8 without a byte order mark"),
    "half a surrogate": (
        changed(cause="").replace(b'"cause":""', b'"cause":"\\ud800x yz"'),
        "not valid JSON",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_cause_that_is_none(name: str) -> None:
    text, part = HOSTILE[name]
    with pytest.raises(FuzzError) as told:
        decode_variants(text, "x.json")
    assert str(told.value).startswith("x.json: ")
    assert part in str(told.value)
    assert len(str(told.value)) < 500


def test_a_pipe_among_the_causes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.json")
    with pytest.raises(FuzzError, match=r"x\.json: not a regular file"):
        Catalogue(tmp_path)


def test_a_catalogue_of_too_many_files(tmp_path: Path) -> None:
    write_all([CHANNELS], tmp_path)
    cause = (tmp_path / f"{CHANNELS.group}.json").read_bytes()
    for number, signature in enumerate(Signature("loss", "silent", f"x{n}.y") for n in range(5)):
        one = msgspec.json.encode(content(cause_of(signature.rule, [entry(signature=signature)])))
        (tmp_path / f"{number}.json").write_bytes(one.ljust(MAX_CATALOGUE // 5))
    assert len(cause) < MAX_CAUSE
    with pytest.raises(FuzzError, match="too large: a catalogue has at most"):
        Catalogue(tmp_path)


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    outside, directory = tmp_path / "outside.json", tmp_path / "catalogue"
    write_all([CHANNELS], directory)
    path = directory / f"{CHANNELS.group}.json"
    path.rename(outside)
    before = outside.read_bytes()
    path.symlink_to(outside)
    write_all([replace(CHANNELS, fix="another")], directory)
    assert (path.is_symlink(), outside.read_bytes()) == (False, before)
    assert Catalogue(directory).get(CHANNELS.id).fix == "another"


@pytest.mark.parametrize(
    ("one", "part"),
    [
        ({"id": "x", "reason": "y", "until": "2027-02-30"}, "`$.accepted[0].until`"),
        ({"id": "x", "reason": " "}, "`$.accepted[0].reason`"),
        ({"id": ["x"], "reason": "y"}, "`$.accepted[0].id`"),
    ],
)
def test_an_acceptance_that_is_none(tmp_path: Path, one: dict[str, Any], part: str) -> None:
    (tmp_path / "accepted.json").write_text(json.dumps({"format": 1, "accepted": [one]}))
    with pytest.raises(FuzzError, match=r"accepted\.json: ") as told:
        read_accepted(tmp_path / "accepted.json")
    assert part in str(told.value)


def test_a_list_that_accepts_one_failure_many_times(tmp_path: Path) -> None:
    many = [{"id": f"x{n % 9999}", "reason": "y"} for n in range(20_000)]
    (tmp_path / "accepted.json").write_text(json.dumps({"format": 1, "accepted": many}))
    with pytest.raises(FuzzError, match="is accepted twice"):
        read_accepted(tmp_path / "accepted.json")
