"""What one run of one peer gave: the JSON object that its process prints."""

import msgspec


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one run. Times are in seconds.

    ``seconds`` is the whole run, from the start of the process. ``combinations`` counts pairs of a
    network with its input and a loss with its target. ``signatures`` are distinct findings that the
    CPU gives, ``imagined`` those that only the meta device gave. ``first_finding_s`` is counted from
    the moment at which torch was imported, ``start_up_s`` is the time until the first case.
    ``peak_mib`` is the largest process's. ``late_ms`` is the cost of a case, in milliseconds, over the
    last tenth of them, where that was looked at.
    """

    peer: str
    cases: int
    combinations: int
    seconds: float
    signatures: int
    imagined: int = 0
    first_finding_s: float | None = None
    start_up_s: float | None = None
    peak_mib: float
    late_ms: float | None = None

    @property
    def cases_rate(self) -> float:
        """Cases a second, start-up included."""
        return self.cases / self.seconds if self.seconds else 0.0

    @property
    def rate(self) -> float:
        """Combinations a second, start-up included."""
        return self.combinations / self.seconds if self.seconds else 0.0

    @property
    def cost_ms(self) -> float:
        """Milliseconds a case, start-up left out."""
        running = self.seconds - (self.start_up_s or 0.0)
        return 1000 * running / self.cases if self.cases else 0.0
