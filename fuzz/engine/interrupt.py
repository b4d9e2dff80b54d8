"""Interrupts: what happens at Ctrl-C or SIGTERM while a plan is carried out."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def on_interrupt(act: Callable[[], None]) -> Iterator[None]:
    """Act at each interrupt, in place of whatever else it would do."""

    def interrupt(_: int, __: FrameType | None) -> None:
        act()

    before = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
