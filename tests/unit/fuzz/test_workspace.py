"""The files between the workers and the campaign: claims, events, and the case each one is at."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.campaign.event import AnyEvent, Ended
from fuzz.campaign.shard import Plan, Shard
from fuzz.engine.workspace import Workspace
from fuzz.execution.outcome import Died
from tests.unit.fuzz.sample import CASES

PLAN = Plan(shards=(Shard(seed=1, index=0, cases=5),), known=("forward-old",), device="cpu")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "work")
    made.prepare(PLAN)
    return made


@pytest.fixture
def timed(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path / "timed")
    made.prepare(replace(PLAN, deadline=3.5))
    return made


def test_the_plan_is_read_as_it_was_written(space: Workspace) -> None:
    assert Workspace(space.directory).plan() == PLAN


def test_a_shard_claims_a_failure_once(space: Workspace) -> None:
    assert space.claim("forward-x", 3)
    assert not space.claim("forward-x", 3)
    assert space.claim("forward-y", 3)


def test_a_later_shard_does_not_claim_what_an_earlier_one_has(space: Workspace) -> None:
    assert space.claim("forward-x", 3)
    assert not space.claim("forward-x", 4)
    assert not space.claim("forward-x", 10)


def test_an_earlier_shard_may_still_claim_it(space: Workspace) -> None:
    assert space.claim("forward-x", 10)
    assert space.claim("forward-x", 9)
    assert space.claim("forward-x", 0)
    assert not space.claim("forward-x", 5)


def test_where_time_bounds_the_campaign_the_first_to_come_is_the_only_one(timed: Workspace) -> None:
    assert timed.claim("forward-x", 10)
    assert not timed.claim("forward-x", 9)
    assert timed.claim("forward-y", 9)


def test_what_is_taken_is_known_before_it_is_claimed(space: Workspace, timed: Workspace) -> None:
    assert not space.is_claimed("forward-x", 3)
    assert space.claim("forward-x", 3)
    assert [space.is_claimed("forward-x", shard) for shard in (2, 3, 4)] == [False, True, True]
    assert timed.claim("forward-x", 3)
    assert [timed.is_claimed("forward-x", shard) for shard in (2, 3, 4)] == [True, True, True]


def test_a_failure_that_is_known_is_for_no_shard(space: Workspace, timed: Workspace) -> None:
    for one in (space, timed):
        assert one.is_claimed("forward-old", 0)
        assert not one.claim("forward-old", 0)
        assert not one.is_claimed("forward-older", 0)
        assert one.claim("forward-older", 0)


def test_a_claim_is_of_a_whole_name(space: Workspace) -> None:
    assert space.claim("forward-x-more", 0)
    assert space.claim("forward-x", 1)


def test_a_claim_is_seen_by_all_workers(space: Workspace) -> None:
    assert space.claim("forward-x", 1)
    assert not Workspace(space.directory).claim("forward-x", 2)


def test_stop_is_seen_by_all_workers(space: Workspace) -> None:
    other = Workspace(space.directory)
    assert not other.stopped()
    space.stop()
    space.stop()
    assert other.stopped()


def test_events_come_once_and_whole(space: Workspace) -> None:
    events = [Ended(at=at, shard=at, worker="gw0", complete=True) for at in (1, 2, 3)]
    lines = [msgspec.json.encode(event) + b"\n" for event in events]
    offsets: dict[Path, int] = {}
    file = space.events_file("gw0")
    assert _read(space, offsets) == []
    file.write_bytes(lines[0] + lines[1][:10])
    assert _read(space, offsets) == events[:1]
    assert _read(space, offsets) == []
    file.write_bytes(b"".join(lines[:2]))
    space.events_file("gw1").write_bytes(lines[2])
    assert _read(space, offsets) == events[1:]
    assert _read(space, {}) == events


def test_a_line_that_is_written_while_it_is_read_comes_whole(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = Ended(at=1, shard=1, worker="gw0", complete=True)
    line = msgspec.json.encode(event) + b"\n"
    space.events_file("gw0").write_bytes(line)
    offsets: dict[Path, int] = {}
    with monkeypatch.context() as writing:
        writing.setattr(
            Path, "open", lambda *_: io.BufferedReader(InPieces([line[:10], b"", line[10:]]))
        )
        assert _read(space, offsets) == []
    assert _read(space, offsets) == [event]


class InPieces(io.RawIOBase):
    """A file that has more to read each time after its end was met."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return 0

    def readinto(self, buffer: Any) -> int:
        piece = self.pieces.pop(0) if self.pieces else b""
        buffer[: len(piece)] = piece
        return len(piece)


def _read(space: Workspace, offsets: dict[Path, int]) -> list[AnyEvent]:
    return list(space.events(offsets))


def test_what_ends_a_process_is_told_to_all(space: Workspace) -> None:
    died = Died(fate="crashed", how="SIGABRT", stage="forward", op="conv2d")
    assert (list(space.fates()), space.condemned()) == ([], 0)
    space.condemn(CASES[0], died)
    assert list(Workspace(space.directory).fates()) == [(CASES[0], died)]
    assert (list(space.fates()), space.condemned()) == ([(CASES[0], died)], 1)
    assert list(space.fates()) == []  # each is told once


def test_a_shard_that_is_begun_anew_has_claimed_nothing(space: Workspace) -> None:
    assert space.claim("a", 3)
    assert space.claim("b", 4)
    space.forgo(3)
    assert [space.claim(name, 3) for name in ("a", "b")] == [True, True]


def test_but_what_it_has_settled_stands(space: Workspace) -> None:
    assert space.claim("a", 3)
    space.settle("a", 3)
    space.forgo(3)
    assert not space.claim("a", 3)
    assert space.claim("a", 2)
