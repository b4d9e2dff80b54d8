"""How many cores there are, on systems that tell a process which are its own and on others."""

import os

import pytest

from fuzz.cores import cores


def test_those_of_the_process() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize(("there", "number"), [(6, 6), (None, 1)])
def test_all_where_the_system_does_not_say(
    monkeypatch: pytest.MonkeyPatch, there: int | None, number: int
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: there)
    assert cores() == number
