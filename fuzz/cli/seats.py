"""Where a command runs: the seats of its workers, or the one that it takes itself."""

import click

from fuzz.engine.device import Seat
from fuzz.engine.look import seats_for
from fuzz.text import printable


def seats(device: str, workers: int | None) -> tuple[Seat, ...]:
    """A seat for each worker; what there is to tell of them goes to standard error.

    Raises `FuzzError` where the device is not there.
    """
    dealt = seats_for(device, workers)
    for line in dealt.told:
        click.echo(f"fuzz: {printable(line)}", err=True)
    return dealt.seats


def take_one(device: str) -> str:
    """The torch device of a command that runs cases itself. Raises `FuzzError` as `seats` does."""
    from fuzz.engine.seat import take

    return take(seats(device, 1)[0])
