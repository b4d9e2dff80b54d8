"""Runs: other first inputs of a network than the one that is known to work, and what comes of them."""

from msgspec.structs import replace

from fuzz.check.bound.axes import axes_of
from fuzz.check.bound.contract import Bound
from fuzz.check.cause import cause_of
from fuzz.check.plain.probe import Probe, batched
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.plain.tensor import Given
from fuzz.check.running.lab import Lab
from strategies.rule import shown
from strategies.value import Shape


def is_dense(probe: Probe) -> bool:
    """Whether a probe has a loss with a target that is as high and wide as the image."""
    target, image = probe.target, probe.inputs[0].shape
    return target is not None and len(target.shape) > 2 < len(image) and target.shape[-2:] == image[-2:]


class Runs:
    """Runs a network with other first inputs than that of a probe; the others stay as they are.

    What a ``dense`` network returns has to be as high and wide as the image.
    """

    def __init__(self, lab: Lab, probe: Probe, *, dense: bool = False) -> None:
        self.lab, self.probe, self.dense = lab, probe, dense
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
        seen = self.see(given)
        return isinstance(seen, Returned) and not self._unlike(seen, given)

    def _unlike(self, seen: Returned, given: Given) -> str:
        """How the output differs from the image in height and width, where it should not; else ""."""
        output = next(iter(seen.outputs.values()), None)
        if not self.dense or output is None or output.shape[-2:] == given.shape[-2:]:
            return ""
        made, wanted = shown(output.shape[-2:]), shown(given.shape[-2:])
        return f"height and width of its output are {made} for an image, and a target, of {wanted}"

    def with_size(self, size: int, axes: tuple[int, ...]) -> Given:
        """The first input with another size of some dimensions."""
        shape = tuple(size if axis in axes else old for axis, old in enumerate(self.given.shape))
        return replace(self.given, shape=shape)

    def bound(self, text: str, passes: int, fails: int, axes: tuple[int, ...]) -> Bound:
        """A bound with the reason of what fails."""
        wrong = self.with_size(fails, axes)
        seen = self.see(wrong)
        because = self.because(seen) if isinstance(seen, Raised) else ""
        if isinstance(seen, Returned):
            because = self._unlike(seen, wrong)
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
