"""What sizes mean, in text: the bounds of height and width, each with the reason of what fails."""

from collections.abc import Iterator

from fuzz.check.bound.contract import Bound
from fuzz.check.bound.runs import Runs
from fuzz.check.bound.sizes import Sizes
from fuzz.check.plain.seen import Raised

SQUARE = "H = W"
"""The bound that height and width are the same."""


def bounds_of(runs: Runs, sizes: Sizes) -> Iterator[Bound]:
    """The bounds of the sizes of squares, or of lengths."""
    name, axes = runs.axes.name, runs.axes.spatial
    verb = "are" if len(axes) > 1 else "is"
    if sizes.only:
        yield runs.bound(f"{name} {verb} {sizes.only}", sizes.only, sizes.only + 1, axes)
    if sizes.free or not sizes.known or sizes.only:
        return
    if sizes.multiple > 1:
        text = f"{name} multiples of {sizes.multiple}"
        beside = ((sizes.below, "less"), (sizes.above, "more"))
        text += "".join(f" or up to {count} {word}" for count, word in beside if count)
        text += f" (and up to {sizes.chance}, where shapes are broadcast)" if sizes.chance else ""
        whole = -(-sizes.least // sizes.multiple) * sizes.multiple
        yield runs.bound(text, whole, whole + sizes.above + 1, axes)
    if sizes.most:
        text = f"{name} from {sizes.least} to {sizes.most}"
        yield runs.bound(text, sizes.most, sizes.most + sizes.multiple, axes)
    elif sizes.least > max(sizes.multiple - sizes.below, sizes.chance + 1):
        text = f"{name} >= {sizes.least}"
        yield runs.bound(text, sizes.least, sizes.least - sizes.multiple, axes)


def square(runs: Runs, spatial: Sizes) -> Iterator[Bound]:
    """Whether an image may be wider than it is high, of sizes that square images may have."""
    if len(runs.axes.spatial) < 2 or not spatial.known or spatial.only:
        return
    works, wide = runs.given.shape[runs.axes.spatial[0]], runs.axes.spatial[1]
    more, less = works + spatial.multiple, works - spatial.multiple
    other = more if more in spatial else less
    if other < 1 or other not in spatial:
        return
    given = runs.with_size(other, (wide,))
    seen = runs.see(given)
    if isinstance(seen, Raised):
        because = runs.because(seen)
        yield Bound(SQUARE + (f", because {because}" if because else ""), runs.given, given, because)
