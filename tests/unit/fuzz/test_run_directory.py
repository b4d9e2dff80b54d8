"""The directory of a run that goes on, and that somebody else may have written."""

import os
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.campaign.begin import begin
from fuzz.campaign.campaign import Budget
from fuzz.campaign.event import AnyEvent, Catalogued, Died
from fuzz.campaign.journal import FILE, read_events
from fuzz.campaign.record import FILE as RECORD
from fuzz.campaign.record import read_record
from fuzz.campaign.result import PARTS, Result
from fuzz.error import FuzzError
from fuzz.verdict import Finding
from strategies.contract import predict
from strategies.surgery import Truncate
from tests.cli.sample import CHANNELS
from tests.unit.fuzz.sample import entry, met

OUTSIDE = "../../outside"
CAUSE = replace(predict(CHANNELS.case).violations[0], group=OUTSIDE)
MET = met()
LED_ASTRAY = replace(
    met(CHANNELS.signature), finding=Finding(CHANNELS.signature, "forward", cause=CAUSE)
)
HOSTILE: dict[str, tuple[AnyEvent, str]] = {
    "an entry of a cause elsewhere": (
        Catalogued(at=1.0, shard=0, entry=entry(group=OUTSIDE)),
        "'../../outside' - at `$.entry`",
    ),
    "an entry with code as an operation": (
        Catalogued(at=1.0, shard=0, entry=entry(signature=replace(entry().signature, op="f()"))),
        "`$.entry.signature.op`",
    ),
    "a failure of a cause elsewhere": (
        LED_ASTRAY,
        "'../../outside' - at `$`",
    ),
    "a case that no machine can run": (
        Died(at=1.0, shard=0, worker="gw0", case=replace(CHANNELS.case, edits=(Truncate(drop=1),) * 99)),
        "`$.case.edits`",
    ),
    "a time that is none": (replace(MET, at=-1e300), "`$.at`"),
}


def written(directory: Path, *lines: bytes) -> Path:
    (directory / FILE).write_bytes(b"".join(line + b"\n" for line in lines))
    return directory


@pytest.mark.parametrize("name", HOSTILE)
def test_an_event_is_checked_before_anything_comes_of_it(tmp_path: Path, name: str) -> None:
    event, part = HOSTILE[name]
    good = msgspec.json.encode(MET)
    with pytest.raises(FuzzError) as told:
        read_events(written(tmp_path, good, msgspec.json.encode(event)))
    assert str(told.value).startswith(f"{tmp_path}/{FILE}:2: ")
    assert part in str(told.value)
    wanted = f"; what it found is in {tmp_path}/catalogue; to begin anew, choose another --out"
    assert str(told.value).endswith(wanted)


def test_a_line_that_was_cut_off_is_left_out(tmp_path: Path) -> None:
    good = msgspec.json.encode(MET)
    (tmp_path / FILE).write_bytes(good + b"\n" + good[:40])
    assert read_events(tmp_path) == [MET]


@pytest.mark.parametrize("line", [b"[" * 100_000, b" " * (2**20 + 1), b"\xff", b'{"event": "ran"}'])
def test_a_line_that_is_no_event(tmp_path: Path, line: bytes) -> None:
    with pytest.raises(FuzzError, match=rf"{FILE}:1: "):
        read_events(written(tmp_path, line))


def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(FuzzError, match="not a regular file"):
        read_events(tmp_path)
    with pytest.raises(FuzzError, match="not what a run writes"):
        Result(tmp_path, again="")


@pytest.mark.parametrize("name", PARTS)
def test_a_link_leads_nowhere(tmp_path: Path, name: str) -> None:
    outside, place = tmp_path / "outside", tmp_path / "run"
    place.mkdir()
    (place / name).symlink_to(outside)  # there or not
    with pytest.raises(FuzzError, match=f"{name} is a link"):
        Result(place, again="")


@pytest.mark.parametrize(
    "change", [{"cases": 10**18}, {"workers": 0}, {"workers": 10**9}, {"seconds": -1}]
)
def test_a_budget_that_no_machine_has(tmp_path: Path, change: dict[str, int]) -> None:
    begin(Budget(seconds=0.0, cases=5, workers=1, device="cpu", seed=0), tmp_path, {}).result.close()
    record = msgspec.json.decode((tmp_path / RECORD).read_bytes())
    record["budget"] |= change
    (tmp_path / RECORD).write_bytes(msgspec.json.encode(record))
    with pytest.raises(FuzzError, match=r"`\$\.budget\."):
        read_record(tmp_path)
