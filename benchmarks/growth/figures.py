"""What was measured of how cost grows: plain data, kept in a file from one part to the next."""

from pathlib import Path

import msgspec

FILE = Path(__file__).with_name("measured.json")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A campaign at a number of cases. ``ms`` is what a case cost since the mark before, ``mib`` what a
    worker held over the second half of that stretch (a median), and ``peak_mib`` the most so far."""

    cases: int
    seconds: float
    ms: float
    mib: float
    peak_mib: float


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """Cases a second of so many workers, start-up included; ``drawn`` of as many processes that only
    draw, which is what the machine has for so many."""

    workers: int
    rate: float
    drawn: float


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds that a command takes for a catalogue of so many entries; None where it was not run."""

    entries: int
    seconds: dict[str, float | None]


class Growth(msgspec.Struct, kw_only=True):
    """All of it, each part with the machine that it was measured on; empty where it never was."""

    machine: dict[str, str] = {}
    workers: int = 1
    marks: list[Mark] = []
    crowds: list[Crowd] = []
    libraries: list[Library] = []


def read() -> Growth:
    """What was measured before."""
    return msgspec.json.decode(FILE.read_bytes(), type=Growth) if FILE.exists() else Growth()


def write(growth: Growth) -> None:
    """Keep it."""
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(growth), indent=1) + b"\n")
