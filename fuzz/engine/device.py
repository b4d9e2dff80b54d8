"""Devices dealt out to workers: from what torch sees, and what the caller lets us use of it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

NEEDED = 8 * 2**30
"""The bytes of an accelerator's memory that a worker is given: its cached networks, one case of at most
2 GiB by estimate and what operations need beside it, and as much again for the child that it may have.
That is the worst of it: on an H200 none took more than 2.3 GiB (docs/gpu.md)."""

VARIABLES = {"cuda": "CUDA_VISIBLE_DEVICES", "hip": "HIP_VISIBLE_DEVICES", "xpu": "ZE_AFFINITY_MASK"}
"""What tells each platform which devices a process may see. What it names counts from what a variable
below it lets through, such as ROCR_VISIBLE_DEVICES: that stays as it is."""

ALSO = {"hip": ("CUDA_VISIBLE_DEVICES",)}
"""Other variables that a platform reads where its own is not set."""

TYPES = {"hip": "cuda"}
"""What torch calls the devices of a platform, where that is another word."""


class Platform(msgspec.Struct, frozen=True):
    """The one kind of accelerator that torch can use here, and how many it sees; "" and 0 for none."""

    name: str = ""
    count: int = 0

    @property
    def type(self) -> str:
        """What torch calls its devices."""
        return TYPES.get(self.name, self.name)


class Seen(msgspec.Struct, frozen=True):
    """A device that torch sees: by what the platform's variable names it, and its bytes of memory
    (0: not known). ``problem`` is what it says where it cannot compute."""

    name: str
    memory: int = 0
    problem: str = ""


class Seat(msgspec.Struct, frozen=True):
    """The place of one worker: a torch device, and what has to be set for it to be the only one."""

    device: str = "cpu"
    variable: str = ""
    name: str = ""


class Dealt(NamedTuple):
    """A seat for each worker that is to be started, and what there is to tell of it, a line each."""

    seats: tuple[Seat, ...]
    told: tuple[str, ...] = ()


def worker_number(name: str) -> int:
    """The number in a pytest-xdist worker's name ("gw3"); 0 for the only process ("master")."""
    return int(name.removeprefix("gw")) if name.startswith("gw") else 0


def visible(platform: str, environment: Mapping[str, str]) -> tuple[str, ...] | None:
    """The names of the devices that the caller lets us use; None where that is all of them.

    As CUDA does, it stops at a name that is no device's: an empty one, or a negative number.
    """
    for variable in (VARIABLES.get(platform, ""), *ALSO.get(platform, ())):
        if variable in environment:
            names = [name.strip() for name in environment[variable].split(",")]
            stop = next((at for at, name in enumerate(names) if not name or name[0] == "-"), None)
            return tuple(names[:stop])
    return None


def is_slice(name: str) -> bool:
    """Whether a name is that of a slice of a GPU (MIG), of which a process may see no more than one."""
    return name.startswith("MIG-")


def deal(platform: Platform, seen: Sequence[Seen], workers: int | None, cores: int) -> Dealt:
    """A seat for each worker: one device after the other, then again those with memory for more.

    Each device that computes has a seat or more. Without a number of ``workers``, one is started for
    each core, as far as there are seats.
    """
    rooms = [max(1, one.memory // NEEDED) for one in seen]
    turns = range(max(rooms, default=0))
    seats = [_seat(platform, seen, at) for turn in turns for at, room in enumerate(rooms) if turn < room]
    wanted = workers or cores
    if workers is None or wanted <= len(seats):
        return Dealt(tuple(seats[:wanted]))
    return Dealt(tuple(seats), (_too_many(platform, seen, wanted, len(seats)),))


def _seat(platform: Platform, seen: Sequence[Seen], at: int) -> Seat:
    if platform.name in VARIABLES:
        return Seat(platform.type, VARIABLES[platform.name], seen[at].name)
    return Seat(platform.type if len(seen) == 1 else f"{platform.type}:{seen[at].name}")


def _too_many(platform: Platform, seen: Sequence[Seen], wanted: int, seats: int) -> str:
    sizes = " and ".join(f"{one.memory / 2**30:.0f}" if one.memory else "?" for one in seen)
    return (
        f"--workers {wanted}: {seats} started, since {len(seen)} {platform.type} device"
        f"{'s' * (len(seen) > 1)} of {sizes} GiB {'have' if len(seen) > 1 else 'has'} no room for more,"
        f" at {NEEDED / 2**30:.0f} GiB each"
    )
