"""InputContract: what a network takes, each bound with an input on either side of it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from fuzz.check.bound.axes import axes_of, upto
from fuzz.check.bound.sizes import Sizes, find_sizes
from fuzz.check.cause import cause_of
from fuzz.check.lab import Lab, NoTime
from fuzz.check.probe import Probe, Raised, Returned, Seen, batched
from fuzz.check.tensor import Given
from strategies.value import Shape

DTYPES = ("float32", "float64", "float16", "bfloat16", "uint8", "int64")
UNTRIED = Sizes(known=False)


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


def find_contract(lab: Lab, probe: Probe) -> InputContract:
    """What the first input of a network may be, where a probe with the others as they are works."""
    return _Finder(lab, probe).contract()


Told = TypeVar("Told")


class _Finder:
    def __init__(self, lab: Lab, probe: Probe) -> None:
        self.lab, self.probe = lab, probe
        self.given = probe.inputs[0]
        self.axes = axes_of(self.given.shape)
        self.untried: list[str] = []

    def contract(self) -> InputContract:
        bounds = list[Bound]()
        only: tuple[str, ...] = (self.given.dtype,)
        dtypes = self._part("element types", only, lambda: tuple(self._dtypes()))
        single = {
            axis: self._part(f"dimension {axis}", UNTRIED, partial(self._axis, axis))
            for axis in self.axes.single
        }
        spatial = Sizes()
        if self.axes.spatial:
            name = self.axes.name
            spatial = self._part(name, UNTRIED, lambda: self._axis(*self.axes.spatial))
            bounds += self._part(name, [], lambda: [*self._told(spatial), *self._square(spatial)])
        least, upto = self._part("the batch in training", (1, 0), lambda: self._in_training(spatial))
        if least > 1:
            bounds += self._part("", [], lambda: [self._training_bound(least, upto)])
        channels = next((axis for axis, sizes in single.items() if sizes.only), 1)
        frames = next((axis for axis in single if axis != channels), 0)
        named = {
            "C": single.get(channels, Sizes()),
            self.axes.name: spatial,
            "T": single.get(frames, Sizes()),
        }
        tried = {name: sizes for name, sizes in named.items() if sizes != UNTRIED}
        return InputContract(
            form=self._form(channels, frames, named),
            dtypes=dtypes,
            bounds=tuple(bounds),
            channels=named["C"],
            spatial=spatial,
            frames=named["T"],
            training_batch=least,
            training_upto=upto,
            open=tuple(name for name, sizes in tried.items() if not sizes.known),
            untried=tuple(filter(None, dict.fromkeys(self.untried))),
            also=self._part("other forms", (), lambda: tuple(self._also(channels))),
        )

    def _part(self, name: str, without: Told, told: Callable[[], Told]) -> Told:
        """A part of the contract; what it is taken for where there is no time to find it."""
        try:
            return told()
        except NoTime:
            self.untried.append(name)
            return without

    def _form(self, channels: int, frames: int, named: dict[str, Sizes]) -> str:
        parts = ["N", *map(str, self.given.shape[1:])]
        letters = {axis: "C" for axis in self.axes.single if axis == channels}
        letters |= dict(zip(self.axes.spatial, self.axes.name.split(" and "), strict=False))
        letters |= {frames: "T"} if frames else {}
        for axis, letter in letters.items():
            sizes = named["C" if axis == channels else "T" if axis == frames else self.axes.name]
            also = " or 1" if sizes.chance == 1 else ""
            parts[axis] = f"{sizes.only}{also}" if sizes.only else letter
        return f"({', '.join(parts)})"

    def _also(self, channels: int) -> Iterator[str]:
        """Forms in which images are given by mistake, or with a purpose, that it takes as well."""
        shape = self.given.shape
        if len(shape) != 4 or isinstance(
            self._see(self._with(shape[channels] + 1, (channels,))), Returned
        ):
            return  # it takes any channels, so that other forms say nothing
        forms = {
            "(C, H, W), without a batch": shape[1:],
            "(N, H, W, C)": (shape[0], *shape[2:], shape[1]),
        }
        for name, other in forms.items():
            if isinstance(self._see(replace(self.given, shape=other)), Returned):
                yield name

    def _see(self, given: Given, **changes: object) -> Seen:
        """What comes of another first input, of others of its shape, and as large a batch."""
        there = batched(self.probe, given.shape[0]) if given.shape else self.probe
        pairs = zip(self.probe.inputs, there.inputs, strict=True)
        same = tuple(given if one == self.given else other for one, other in pairs)
        return self.lab.see(replace(self.probe, inputs=(given, *same[1:]), **changes))

    def _with(self, size: int, axes: tuple[int, ...]) -> Given:
        shape = tuple(size if axis in axes else old for axis, old in enumerate(self.given.shape))
        return replace(self.given, shape=shape)

    def _axis(self, *axes: int) -> Sizes:
        """The sizes of some dimensions, the same in each; further inputs may have others."""

        def passes(size: int) -> bool:
            return isinstance(self._see(self._with(size, axes)), Returned)

        shape = self.given.shape
        return find_sizes(shape[axes[0]], passes, upto=upto(shape, self.axes.spatial, axes[0]))

    def _told(self, sizes: Sizes) -> Iterator[Bound]:
        name, axes = self.axes.name, self.axes.spatial
        verb = "are" if len(axes) > 1 else "is"
        if sizes.only:
            yield self._bound(f"{name} {verb} {sizes.only}", sizes.only, sizes.only + 1, axes)
        if sizes.free or not sizes.known or sizes.only:
            return
        if sizes.multiple > 1:
            text = f"{name} multiples of {sizes.multiple}"
            beside = ((sizes.below, "less"), (sizes.above, "more"))
            text += "".join(f" or up to {count} {word}" for count, word in beside if count)
            text += f" (and up to {sizes.chance}, where shapes are broadcast)" if sizes.chance else ""
            whole = -(-sizes.least // sizes.multiple) * sizes.multiple
            yield self._bound(text, whole, whole + sizes.above + 1, axes)
        if sizes.most:
            text = f"{name} from {sizes.least} to {sizes.most}"
            yield self._bound(text, sizes.most, sizes.most + sizes.multiple, axes)
        elif sizes.least > max(sizes.multiple - sizes.below, sizes.chance + 1):
            text = f"{name} >= {sizes.least}"
            yield self._bound(text, sizes.least, sizes.least - sizes.multiple, axes)

    def _bound(self, text: str, passes: int, fails: int, axes: tuple[int, ...]) -> Bound:
        """A bound with the reason of what fails."""
        wrong = self._with(fails, axes)
        seen = self._see(wrong)
        because = self._because(seen) if isinstance(seen, Raised) else ""
        return Bound(
            f"{text}, because {because}" if because else text, self._with(passes, axes), wrong, because
        )

    def _because(self, raised: Raised) -> str:
        cause = cause_of(raised, self.probe)
        if cause is None:
            return ""
        return f"at {raised.at.site}, {cause.text}" if raised.at.site else cause.text

    def _square(self, spatial: Sizes) -> Iterator[Bound]:
        """Whether an image may be wider than it is high, of sizes that square images may have."""
        if len(self.axes.spatial) < 2 or not spatial.known or spatial.only:
            return
        works, wide = self.given.shape[self.axes.spatial[0]], self.axes.spatial[1]
        more, less = works + spatial.multiple, works - spatial.multiple
        other = more if more in spatial else less
        if other < 1 or other not in spatial:
            return
        given = self._with(other, (wide,))
        seen = self._see(given)
        if isinstance(seen, Raised):
            because = self._because(seen)
            yield Bound(
                "H = W" + (f", because {because}" if because else ""), self.given, given, because
            )

    def _in_training(self, spatial: Sizes) -> tuple[int, int]:
        """The least batch in training, and the largest image for which it is more than one (0: any)."""
        sized = self.axes.spatial and spatial.known
        if not self._fails_alone(self.given) and not (
            sized and self._fails_alone(self._with(spatial.least, self.axes.spatial))
        ):
            return 1, 0
        if not self._trains(batch_of(self.given, 2)):
            return 1, 0
        return 2, self._last_alone(spatial) if sized else 0

    def _last_alone(self, spatial: Sizes) -> int:
        """The largest image of which a batch of one fails in training; 0 where that of any size does."""
        step = spatial.multiple
        axes, works = self.axes.spatial, self.given.shape[self.axes.spatial[0]]
        low, high = spatial.least, max(spatial.least, 256 // step * step, works)
        if spatial.most:
            high = spatial.most
        if self._fails_alone(self._with(high, axes)):
            return 0
        if not self._fails_alone(self._with(low, axes)):
            return 0
        while high - low > step:
            middle = low + (high - low) // (2 * step) * step
            if self._fails_alone(self._with(middle, axes)):
                low = middle
            else:
                high = middle
        whole = -(-low // step) * step  # sizes beside a multiple are as large on the way
        beside = (size for size in (whole + spatial.above, whole) if size > low and size in spatial)
        return next((size for size in beside if self._fails_alone(self._with(size, axes))), low)

    def _trains(self, given: Given) -> bool:
        return isinstance(self._see(given, mode="train", backward=True), Returned)

    def _fails_alone(self, given: Given) -> bool:
        return not self._trains(batch_of(given, 1))

    def _training_bound(self, least: int, upto: int) -> Bound:
        there = self._with(upto, self.axes.spatial) if upto else self.given
        seen = self._see(batch_of(there, 1), mode="train", backward=True)
        because = self._because(seen) if isinstance(seen, Raised) else ""
        where = f" where {self.axes.name.replace(' and ', ', ')} <= {upto}" if upto else ""
        text = f"N >= {least} in training{where}"
        return Bound(text, batch_of(there, least), batch_of(there, 1), because)

    def _dtypes(self) -> Iterator[str]:
        for dtype in DTYPES:
            if dtype == self.given.dtype or isinstance(
                self._see(replace(self.given, dtype=dtype)), Returned
            ):
                yield dtype


def batch_of(given: Given, size: int) -> Given:
    """The input with another batch size."""
    shape: Shape = (size, *given.shape[1:])
    return replace(given, shape=shape)
