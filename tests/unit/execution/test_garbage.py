"""Garbage of a worker: what is dead goes, and what is remembered is left alone."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from fuzz.execution import garbage


class Node:
    """Something that may refer to itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def tended(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process as a worker is, in which a collection is due at once; and afterwards as it was."""
    before = gc.get_threshold()
    monkeypatch.setattr(garbage, "_tended", False)
    monkeypatch.setattr(garbage, "_whole", 0)
    monkeypatch.setattr(garbage, "EVERY", 0)
    garbage.tend()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("tended")
def test_what_is_dead_goes_and_what_is_alive_is_not_looked_at_again() -> None:
    kept, dead = Node(), weakref.ref(Node())
    garbage.tidy()
    assert dead() is None
    assert not any(one is kept for one in gc.get_objects()), "it is among those that are gone through"


@pytest.mark.usefixtures("tended")
def test_what_died_later_goes_when_there_is_much_more(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Node()
    dying = weakref.ref(kept)
    garbage.tidy()
    del kept
    garbage.tidy()
    assert dying() is not None, "it was gone through once more"
    monkeypatch.setattr(garbage, "GROWN", 0)
    garbage.tidy()
    assert dying() is None


def test_a_process_that_nobody_tends_is_left_as_it_is() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    garbage.tidy()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, frozen)
