"""Runs: other first inputs of a network than the one that is known to work, and what comes of them."""

from msgspec.structs import replace

from fuzz.check.bound.axes import axes_of
from fuzz.check.bound.contract import Bound
from fuzz.check.cause import cause_of
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe, batched
from fuzz.check.seen import Raised, Returned, Seen
from fuzz.check.tensor import Given
from strategies.value import Shape


class Runs:
    """Runs a network with other first inputs than that of a probe; the others stay as they are."""

    def __init__(self, lab: Lab, probe: Probe) -> None:
        self.lab, self.probe = lab, probe
        self.given = probe.inputs[0]
        self.axes = axes_of(self.given.shape)

    def see(self, given: Given, **changes: object) -> Seen:
        """What comes of another first input, of others of its shape, and as large a batch."""
        there = batched(self.probe, given.shape[0]) if given.shape else self.probe
        pairs = zip(self.probe.inputs, there.inputs, strict=True)
        same = tuple(given if one == self.given else other for one, other in pairs)
        return self.lab.see(replace(self.probe, inputs=(given, *same[1:]), **changes))

    def passes(self, given: Given) -> bool:
        """Whether it returns with another first input."""
        return isinstance(self.see(given), Returned)

    def with_size(self, size: int, axes: tuple[int, ...]) -> Given:
        """The first input with another size of some dimensions."""
        shape = tuple(size if axis in axes else old for axis, old in enumerate(self.given.shape))
        return replace(self.given, shape=shape)

    def bound(self, text: str, passes: int, fails: int, axes: tuple[int, ...]) -> Bound:
        """A bound with the reason of what fails."""
        wrong = self.with_size(fails, axes)
        seen = self.see(wrong)
        because = self.because(seen) if isinstance(seen, Raised) else ""
        return Bound(
            f"{text}, because {because}" if because else text,
            self.with_size(passes, axes),
            wrong,
            because,
        )

    def because(self, raised: Raised) -> str:
        """Why it raised, "" where that isn't known."""
        cause = cause_of(raised, self.probe)
        if cause is None:
            return ""
        return f"at {raised.at.site}, {cause.text}" if raised.at.site else cause.text


def batch_of(given: Given, size: int) -> Given:
    """The input with another batch size."""
    shape: Shape = (size, *given.shape[1:])
    return replace(given, shape=shape)
