"""The file of a campaign's events: each line is there whole, or not at all."""

import errno
import os
from pathlib import Path

import pytest

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.journal import Journal, ended, given_up, read_events

EVENTS: list[AnyEvent] = [Ended(at=float(n), shard=n, worker="gw0", complete=True) for n in range(3)]


def journal(directory: Path) -> Journal:
    return Journal(directory / "events.jsonl")


def test_events_are_added_to_those_that_are_there(tmp_path: Path) -> None:
    for event in EVENTS:
        one = journal(tmp_path)
        one.add(event)
        one.close()
    assert read_events(tmp_path) == EVENTS


@pytest.mark.parametrize("torn", [b'{"event":"en', b"x", b""])
def test_a_line_that_its_writer_was_killed_in_goes(tmp_path: Path, torn: bytes) -> None:
    first = journal(tmp_path)
    first.add(EVENTS[0])
    first.close()
    with (tmp_path / "events.jsonl").open("ab") as file:
        file.write(torn)
    second = journal(tmp_path)
    second.add(EVENTS[1])
    second.close()
    assert read_events(tmp_path) == EVENTS[:2]


def test_a_shard_in_which_workers_died_is_given_up_and_has_not_ended() -> None:
    died: list[AnyEvent] = [
        Died(at=float(n), shard=shard, worker="gw0", case=None)
        for shard in (3, 4)
        for n in range(shard - 2)
    ]
    assert given_up([*died, *EVENTS]) == {4}
    assert ended([*died, *EVENTS]) == {0, 1, 2}


def test_where_the_disk_is_full_no_part_of_a_line_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, write = journal(tmp_path), os.write
    one.add(EVENTS[0])

    def full(file: int, line: bytes) -> int:
        if len(line) < 30:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(file, line[:20])

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(OSError, match=r"No space left on device: '.*events\.jsonl'"):
            one.add(EVENTS[1])
    one.add(EVENTS[2])
    one.close()
    assert read_events(tmp_path) == [EVENTS[0], EVENTS[2]]
