"""Watch: ends this process where a case takes too long, whatever it is stuck in."""

import faulthandler
import time

ARMED_AGAIN = 0.1
"""After this share of the limit, the clock is set again; to do so for each case would cost too much."""


class Watch:
    """A clock that ends the process ``seconds`` after the last sign of life, or a tenth later.

    It runs in a thread of the interpreter itself, which needs no lock: so it works in the middle of an
    operation of torch that never returns.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._set = 0.0

    def alive(self) -> None:
        """A sign of life."""
        now = time.monotonic()
        if self.seconds and now - self._set > self.seconds * ARMED_AGAIN:
            self._set = now
            limit = self.seconds * (1 + ARMED_AGAIN)
            faulthandler.dump_traceback_later(limit, exit=True)

    def end(self) -> None:
        """Nothing is watched any longer."""
        faulthandler.cancel_dump_traceback_later()
        self._set = 0.0
