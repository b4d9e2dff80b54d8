"""InputContract: what a network takes, each bound with an input on either side of it."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from fuzz.check.bound.sizes import Sizes, find_sizes
from fuzz.check.cause import cause_of
from fuzz.check.lab import Lab
from fuzz.check.probe import Probe, Raised, Returned, Seen
from fuzz.check.tensor import Given
from strategies.value import Shape

DTYPES = ("float32", "float64", "float16", "bfloat16", "uint8", "int64")
MARGIN = 64
"""How far beyond the size that works sizes are tried."""

LEAST_UPTO = 160


class Bound(msgspec.Struct, frozen=True):
    """A bound of what a network takes, as text; an input that ``passes`` and one that ``fails``, and why
    that fails, "" where it isn't known."""

    text: str
    passes: Given | None = None
    fails: Given | None = None
    because: str = ""


class InputContract(msgspec.Struct, frozen=True):
    """What one input of a network may be: its ``form``, such as ``(N, 3, H, W)``, dtypes and bounds.

    ``open`` are the dimensions whose sizes follow no rule that is known here.
    """

    form: str
    dtypes: tuple[str, ...]
    bounds: tuple[Bound, ...] = ()
    channels: Sizes = Sizes()
    spatial: Sizes = Sizes()
    batch: Sizes = Sizes()
    training_batch: int = 1
    training_upto: int = 0
    open: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it in a line."""
        return "; ".join((f"{self.form} {' or '.join(self.dtypes)}", *(one.text for one in self.bounds)))


def find_contract(lab: Lab, probe: Probe) -> InputContract:
    """What the first input of a network may be, where a probe with the others as they are works."""
    return _Finder(lab, probe).contract()


class _Finder:
    def __init__(self, lab: Lab, probe: Probe) -> None:
        self.lab, self.probe = lab, probe
        self.given = probe.inputs[0]
        self.images = len(self.given.shape) == 4

    def contract(self) -> InputContract:
        shape, bounds = self.given.shape, list[Bound]()
        channels = self._axis(1, upto=16) if len(shape) > 1 else Sizes()
        spatial = self._spatial() if self.images else Sizes()
        bounds += self._told(spatial, "H and W", (2, 3))
        bounds += self._square(spatial)
        least, upto = self._in_training(spatial)
        if least > 1:
            where = f" where H, W <= {upto}" if upto else ""
            bounds.append(self._training_bound(least, upto, where))
        names = {"channels": channels, "H and W": spatial}
        return InputContract(
            form=self._form(channels, spatial),
            dtypes=tuple(self._dtypes()),
            bounds=tuple(bounds),
            channels=channels,
            spatial=spatial,
            training_batch=least,
            training_upto=upto,
            open=tuple(name for name, sizes in names.items() if not sizes.known),
        )

    def _form(self, channels: Sizes, spatial: Sizes) -> str:
        parts = ["N"]
        if len(self.given.shape) > 1:
            parts.append(str(channels.only) if channels.only else "C")
        if self.images:
            parts += [str(spatial.only)] * 2 if spatial.only else ["H", "W"]
        parts += [str(size) for size in self.given.shape[len(parts) :]]
        return f"({', '.join(parts)})"

    def _see(self, given: Given, **changes: object) -> Seen:
        """What comes of another first input, and of others of the same shape as that."""
        same = tuple(given if one == self.given else one for one in self.probe.inputs)
        return self.lab.see(replace(self.probe, inputs=(given, *same[1:]), **changes))

    def _with(self, size: int, axes: tuple[int, ...]) -> Given:
        shape = tuple(size if axis in axes else old for axis, old in enumerate(self.given.shape))
        return replace(self.given, shape=shape)

    def _axis(self, *axes: int, upto: int) -> Sizes:
        def passes(size: int) -> bool:
            return isinstance(self._see(self._with(size, axes)), Returned)

        return find_sizes(self.given.shape[axes[0]], passes, upto=upto)

    def _spatial(self) -> Sizes:
        """The sizes of square images; other images may differ in the first input alone."""
        return self._axis(2, 3, upto=max(LEAST_UPTO, self.given.shape[2] + MARGIN))

    def _told(self, sizes: Sizes, name: str, axes: tuple[int, ...]) -> Iterator[Bound]:
        if sizes.free or not sizes.known or sizes.only:
            if sizes.only:
                yield self._bound(f"{name} are {sizes.only}", sizes.only, sizes.only + 1, axes)
            return
        if sizes.multiple > 1:
            text = f"{name} multiples of {sizes.multiple}"
            beside = ((sizes.below, "less"), (sizes.above, "more"))
            text += "".join(f" or up to {count} {word}" for count, word in beside if count)
            whole = -(-sizes.least // sizes.multiple) * sizes.multiple
            yield self._bound(text, whole, whole + sizes.above + 1, axes)
        if sizes.most:
            text = f"{name} from {sizes.least} to {sizes.most}"
            yield self._bound(text, sizes.most, sizes.most + sizes.multiple, axes)
        elif sizes.least > sizes.multiple - sizes.below:
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
        if not self.images or not spatial.known or spatial.only:
            return
        works = self.given.shape[2]
        other = (
            works + spatial.multiple if works + spatial.multiple in spatial else works - spatial.multiple
        )
        if other < 1 or other not in spatial:
            return
        wide = replace(self.given, shape=(*self.given.shape[:2], works, other))
        seen = self._see(wide)
        if isinstance(seen, Raised):
            because = self._because(seen)
            yield Bound("H = W" + (f", because {because}" if because else ""), self.given, wide, because)

    def _in_training(self, spatial: Sizes) -> tuple[int, int]:
        """The least batch in training, and the largest image for which it is more than one (0: any)."""
        if not self._fails_alone(self.given):
            if not self.images or not spatial.known:
                return 1, 0
            small = spatial.least
            if not self._fails_alone(self._with(small, (2, 3))):
                return 1, 0
        if not self._trains(batch_of(self.given, 2)):
            return 1, 0
        if not self.images:
            return 2, 0
        return 2, self._last_alone(spatial)

    def _last_alone(self, spatial: Sizes) -> int:
        """The largest image of which a batch of one fails in training; 0 where that of any size does."""
        step = spatial.multiple
        low, high = spatial.least, max(spatial.least, 256 // step * step)
        if spatial.most:
            high = spatial.most
        if self._fails_alone(self._with(high, (2, 3))):
            return 0
        if not self._fails_alone(self._with(low, (2, 3))):
            return 0
        while high - low > step:
            middle = low + (high - low) // (2 * step) * step
            if self._fails_alone(self._with(middle, (2, 3))):
                low = middle
            else:
                high = middle
        return low

    def _trains(self, given: Given) -> bool:
        return isinstance(self._see(given, mode="train", backward=True), Returned)

    def _fails_alone(self, given: Given) -> bool:
        return not self._trains(batch_of(given, 1))

    def _training_bound(self, least: int, upto: int, where: str) -> Bound:
        size = upto or self.given.shape[-1]
        there = self._with(size, (2, 3)) if self.images else self.given
        seen = self._see(batch_of(there, 1), mode="train", backward=True)
        because = self._because(seen) if isinstance(seen, Raised) else ""
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
