"""A worker that dies takes the replay with it, and says so in one line."""

import os

import pytest

from fuzz.catalogue.entry import Entry
from fuzz.catalogue.store import CORPUS, Catalogue
from fuzz.engine import pool
from fuzz.engine.device import Seat
from fuzz.error import FuzzError


def die(_: tuple[Entry, ...], *, as_written: bool) -> None:
    os._exit(1)


def test_a_worker_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_each", die)
    entries = list(Catalogue(CORPUS))[: 2 * pool.WORTH_A_PROCESS]
    with pytest.raises(FuzzError, match="a worker died"):
        list(pool.verify_all(entries, (Seat(), Seat())))
