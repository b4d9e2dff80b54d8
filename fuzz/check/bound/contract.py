"""InputContract: what a network takes, each bound with an input on either side of it."""

import msgspec

from fuzz.check.bound.sizes import Sizes
from fuzz.check.plain.tensor import Given


class Bound(msgspec.Struct, frozen=True):
    """A bound of what a network takes, as text; an input that ``passes`` and one that ``fails``, and why
    that fails, "" where it isn't known."""

    text: str
    passes: Given | None = None
    fails: Given | None = None
    because: str = ""


class InputContract(msgspec.Struct, frozen=True):
    """What one input of a network may be: its ``form``, such as ``(N, 3, H, W)``, dtypes and bounds.

    ``spatial`` are the sizes of squares, or the lengths of what has one dimension; ``frames`` are those
    of the dimension of a video that is neither. ``open`` are the dimensions whose sizes follow no rule
    that is known here, ``untried`` what there was no time for. ``also`` are forms in which it runs as
    well.
    """

    form: str
    dtypes: tuple[str, ...]
    bounds: tuple[Bound, ...] = ()
    channels: Sizes = Sizes()
    spatial: Sizes = Sizes()
    frames: Sizes = Sizes()
    training_batch: int = 1
    training_upto: int = 0
    open: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it in a line."""
        return "; ".join((f"{self.form} {' or '.join(self.dtypes)}", *(one.text for one in self.bounds)))
