"""Watch: ends this process where a case takes too long, whatever it is stuck in."""

import faulthandler
import time

from fuzz.execution.outcome import Outcome
from fuzz.execution.runner.protocol import Disposable
from strategies.case import Case

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


class Unwatched:
    """A runner in another process, with a limit of its own: no clock runs while it is waited for."""

    def __init__(self, runner: Disposable, watch: Watch) -> None:
        self._runner, self._watch = runner, watch
        self.device, self.seconds = runner.device, runner.seconds

    def run(self, case: Case, seconds: float | None = None) -> Outcome:
        """See `fuzz.execution.runner.protocol.Disposable`."""
        self._watch.end()
        try:
            return self._runner.run(case, seconds)
        finally:
            self._watch.alive()

    def recycle(self) -> None:
        """See `fuzz.execution.runner.protocol.Disposable`."""
        self._watch.end()
        self._runner.recycle()
        self._watch.alive()
