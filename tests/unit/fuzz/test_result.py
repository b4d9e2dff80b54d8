"""The directory of a campaign: what was told of is there, at any moment."""

import errno
import os
from pathlib import Path
from typing import NoReturn

import pytest
from msgspec.structs import replace

from fuzz.campaign.event import AnyEvent, Catalogued, Dropped, Met, NewMessage
from fuzz.campaign.journal import read_events
from fuzz.campaign.progress import Progress
from fuzz.campaign.result import Result
from fuzz.catalogue.store import Catalogue
from fuzz.error import FuzzError
from tests.unit.fuzz.sample import SIGNATURE, entry, met

LINEAR = replace(SIGNATURE, op="linear")
ENTRY, OTHER = entry(), entry(signature=LINEAR)
WORDS = NewMessage(at=2.0, shard=0, id=ENTRY.id, wordings=ENTRY.wordings)


def begun(directory: Path) -> Result:
    made = Result(directory, again="`fuzz run`")
    made.begin()
    return made


def record(result: Result, *events: AnyEvent) -> None:
    progress = Progress(began=0.0)
    for event in events:
        result.record(event, progress.add(event))


def there(directory: Path) -> dict[str, list[str]]:
    """The ids in the catalogue, and those that are unproven."""
    places = {name: directory / name for name in ("catalogue", "unproven")}
    return {name: [one.id for one in Catalogue(p)] if p.exists() else [] for name, p in places.items()}


def catalogued(minimal: bool = True) -> Catalogued:
    return Catalogued(at=2.0, shard=0, entry=ENTRY, minimal=minimal)


@pytest.mark.parametrize(
    ("events", "catalogue", "unproven"),
    [
        ([met()], [], [ENTRY.id]),
        ([met(), met(LINEAR)], [], [ENTRY.id, OTHER.id]),
        ([met(), catalogued()], [ENTRY.id], []),
        ([met(), catalogued(), met(shard=1)], [ENTRY.id], []),
        ([met(), catalogued(minimal=False), WORDS], [], [ENTRY.id]),
        ([met(), met(LINEAR), catalogued()], [ENTRY.id], [OTHER.id]),
        ([met(), Dropped(at=2.0, shard=0, id=ENTRY.id, case=ENTRY.case, why="unstable")], [], []),
    ],
)
def test_a_failure_is_unproven_until_it_is_in_the_catalogue(
    tmp_path: Path, events: list[AnyEvent], catalogue: list[str], unproven: list[str]
) -> None:
    result = begun(tmp_path)
    record(result, *events)
    assert there(tmp_path) == {"catalogue": sorted(catalogue), "unproven": sorted(unproven)}
    assert read_events(tmp_path) == events
    result.close()


def test_what_was_unproven_stays_so_when_it_goes_on(tmp_path: Path) -> None:
    first = begun(tmp_path)
    record(first, met(), met(LINEAR))
    first.close()
    for unfinished in (tmp_path, tmp_path / "catalogue"):
        (unfinished / ".a.json.abcd_123").write_text("{")
    second = Result(tmp_path, again="`fuzz run`")
    second.go_on([OTHER])
    assert there(tmp_path) == {"catalogue": [OTHER.id], "unproven": [ENTRY.id]}
    record(second, met(), catalogued())
    assert there(tmp_path) == {"catalogue": sorted([ENTRY.id, OTHER.id]), "unproven": []}
    assert not list(tmp_path.rglob(".a.json*"))
    second.close()


def test_an_entry_is_there_before_its_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = begun(tmp_path)

    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(FuzzError, match=r"^No space left on device: .*events\.jsonl; what was found"):
        record(result, catalogued())
    assert there(tmp_path)["catalogue"] == [ENTRY.id]
    assert read_events(tmp_path) == []


def test_two_at_once_are_one_too_many(tmp_path: Path) -> None:
    first = begun(tmp_path)
    with pytest.raises(FuzzError, match=rf"another run is at work there \(process {os.getpid()}\)"):
        begun(tmp_path)
    first.close()
    begun(tmp_path).close()


def test_what_was_there_is_set_aside_as_it_was(tmp_path: Path) -> None:
    for number in (1, 2):
        result = begun(tmp_path)
        record(result, met(LINEAR) if number == 1 else met())
        result.close()
    assert there(tmp_path)["unproven"] == [ENTRY.id]
    assert there(tmp_path / "earlier" / "1")["unproven"] == [OTHER.id]
    (event,) = read_events(tmp_path / "earlier" / "1")
    assert isinstance(event, Met)
