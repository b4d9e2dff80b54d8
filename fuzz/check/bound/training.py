"""The batch that a network needs in training, of which batch norm takes the statistics."""

from fuzz.check.bound.contract import Bound
from fuzz.check.bound.runs import Runs, batch_of
from fuzz.check.bound.sizes import Sizes
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.plain.tensor import Given


class Training:
    """Steps of training, of images that may have some spatial sizes; or forward alone, in training mode,
    where no step succeeds."""

    def __init__(self, runs: Runs, spatial: Sizes) -> None:
        self.runs, self.spatial = runs, spatial
        self.axes = runs.axes
        self._steps = True

    def least(self) -> tuple[int, int]:
        """The least batch in training, and the largest image for which it is more than one (0: any)."""
        self._steps = self._trains(batch_of(self.runs.given, 2))
        sized = self.axes.spatial and self.spatial.known
        if not self._fails_alone(self.runs.given) and not (
            sized and self._fails_alone(self.runs.with_size(self.spatial.least, self.axes.spatial))
        ):
            return 1, 0
        if not self._steps and not self._trains(batch_of(self.runs.given, 2)):
            return 1, 0
        return 2, self._last_alone() if sized else 0

    def bound(self, least: int, upto: int) -> Bound:
        """The bound of a least batch, for images up to a size (0: any), with the reason."""
        there = self.runs.with_size(upto, self.axes.spatial) if upto else self.runs.given
        seen = self.runs.see(batch_of(there, 1), mode="train", backward=self._steps)
        because = self.runs.because(seen) if isinstance(seen, Raised) else ""
        where = f" where {self.axes.name.replace(' and ', ', ')} <= {upto}" if upto else ""
        text = f"N >= {least} in training{where}"
        return Bound(text, batch_of(there, least), batch_of(there, 1), because)

    def _last_alone(self) -> int:
        """The largest image of which a batch of one fails in training; 0 where that of any size does."""
        step = self.spatial.multiple
        axes, works = self.axes.spatial, self.runs.given.shape[self.axes.spatial[0]]
        low, high = self.spatial.least, max(self.spatial.least, 256 // step * step, works)
        if self.spatial.most:
            high = self.spatial.most
        if self._fails_alone(self.runs.with_size(high, axes)):
            return 0
        if not self._fails_alone(self.runs.with_size(low, axes)):
            return 0
        while high - low > step:
            middle = low + (high - low) // (2 * step) * step
            if self._fails_alone(self.runs.with_size(middle, axes)):
                low = middle
            else:
                high = middle
        whole = -(-low // step) * step  # sizes beside a multiple are as large on the way
        beside = (
            size for size in (whole + self.spatial.above, whole) if size > low and size in self.spatial
        )
        return next((size for size in beside if self._fails_alone(self.runs.with_size(size, axes))), low)

    def _trains(self, given: Given) -> bool:
        return isinstance(self.runs.see(given, mode="train", backward=self._steps), Returned)

    def _fails_alone(self, given: Given) -> bool:
        return not self._trains(batch_of(given, 1))
