"""What was freed goes back to the machine, though something behind it is still in use."""

import platform
import resource
from pathlib import Path

import pytest

from fuzz.execution import heap

PIECE, PIECES = 100_000, 2000
"""Below the size from which the C library asks the machine for each by itself; 200 MB in all."""


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps it")
def test_what_was_freed_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "_next", 0.0)
    pieces = [bytearray(PIECE) for _ in range(PIECES)]
    behind = bytearray(PIECE)
    before = _resident()
    del pieces[:]
    heap.give_back()
    assert before - _resident() > PIECE * PIECES // 2
    assert len(behind) == PIECE


def test_it_is_done_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setattr(heap, "_trim", done.append)
    monkeypatch.setattr(heap, "_next", 0.0)
    heap.give_back()
    heap.give_back()
    assert done == [0]
