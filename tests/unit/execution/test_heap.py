"""What was freed goes back to the machine, though something behind it is still in use."""

import platform
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.execution import heap

PIECE, PIECES = 100_000, 2000
"""Below the size from which the C library asks the machine for each by itself; 200 MB in all."""


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


needs_glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps it")

FREED = """
import resource
from pathlib import Path
from fuzz.execution import heap

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()

if {told}:
    heap.give_back_large()
for _ in range(2):  # what is freed first tells the C library how large things are
    pieces = [bytearray(b"1") * 2**21 for _ in range(50)]
    behind = bytearray(b"1") * 2**19
    before = resident()
    del pieces[:]
print(before - resident())
"""


@needs_glibc
@pytest.mark.parametrize("told", [True, False])
def test_what_is_large_goes_back_when_it_is_freed(told: bool) -> None:
    script = [sys.executable, "-c", FREED.format(told=told)]
    freed = int(subprocess.run(script, capture_output=True, check=True, text=True).stdout)
    assert (freed > 90 * 2**20) == told


@needs_glibc
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
