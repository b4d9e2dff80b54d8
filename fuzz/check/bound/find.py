"""find_contract(): the input contract, by running other inputs; the sizes of images first."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from fuzz.check.bound.axes import upto
from fuzz.check.bound.contract import Bound, InputContract
from fuzz.check.bound.runs import Runs, is_dense
from fuzz.check.bound.sizes import Sizes, find_sizes
from fuzz.check.bound.told import bounds_of, square
from fuzz.check.bound.training import Training
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.running.lab import Lab, NoTime

DTYPES = ("float32", "float64", "float16", "bfloat16", "uint8", "int64")
IMAGES = (1, 3)
"""The channels of images: of two dimensions that have one size each, the other one is that of frames."""

Told = TypeVar("Told")


def find_contract(lab: Lab, probe: Probe) -> InputContract:
    """What the first input of a network may be, where a probe with the others as they are works.

    Where its loss has a target as high and wide as the image, the output has to be so as well.
    """
    return _Finder(Runs(lab, unlossed(probe), dense=is_dense(probe))).contract()


class _Finder:
    def __init__(self, runs: Runs) -> None:
        self.runs, self.given, self.axes = runs, runs.given, runs.axes
        self.untried: list[str] = []

    def contract(self) -> InputContract:
        """The parts that people ask for most come first: there may be no time for all."""
        name = self.axes.name
        spatial = self._axis(name, self.axes.spatial) if self.axes.spatial else Sizes()
        bounds = list[Bound]()
        if self.axes.spatial:
            bounds += self._part(name, [], lambda: list(bounds_of(self.runs, spatial)))
            bounds += self._part(name, [], lambda: list(square(self.runs, spatial)))
        single = {axis: self._axis(self._called(axis), (axis,)) for axis in self.axes.single}
        training = Training(self.runs, spatial)
        least, most = self._part("the batch in training", (1, 0), training.least)
        if least > 1:
            bounds += self._part("", [], lambda: [training.bound(least, most)])
        only: tuple[str, ...] = (self.given.dtype,)
        dtypes = self._part("element types", only, lambda: tuple(self._dtypes()))
        fixed = {axis: sizes.only for axis, sizes in single.items() if sizes.only}
        channels = min(fixed, key=lambda axis: fixed[axis] not in IMAGES, default=1)
        frames = next((axis for axis in single if axis != channels), 0)
        named = {"C": single.get(channels, Sizes()), name: spatial, "T": single.get(frames, Sizes())}
        return InputContract(
            form=self._form(channels, frames, named),
            dtypes=dtypes,
            bounds=tuple(bounds),
            channels=named["C"],
            spatial=spatial,
            frames=named["T"],
            training_batch=least,
            training_upto=most,
            open=tuple(name for name, sizes in named.items() if not sizes.known and not sizes.cut),
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
        others = self.runs.with_size(shape[channels] + 1, (channels,))
        if len(shape) != 4 or len(self.runs.probe.inputs) > 1 or self.runs.passes(others):
            return  # where it takes any channels, or others beside it, other forms say nothing
        forms = {
            "(C, H, W), without a batch": shape[1:],
            "(N, H, W, C)": (shape[0], *shape[2:], shape[1]),
        }
        for name, other in forms.items():
            if self.runs.passes(replace(self.given, shape=other)):
                yield name

    def _axis(self, name: str, axes: tuple[int, ...]) -> Sizes:
        """The sizes of some dimensions, the same in each; further inputs may have others."""
        tried = dict[int, bool]()

        def passes(size: int) -> bool:
            tried[size] = self.runs.passes(self.runs.with_size(size, axes))
            return tried[size]

        shape = self.given.shape
        try:
            return find_sizes(shape[axes[0]], passes, upto=upto(shape, self.axes.spatial, axes[0]))
        except NoTime:
            good = tuple(sorted(size for size, passed in tried.items() if passed))
            bad = tuple(sorted(size for size, passed in tried.items() if not passed))
            self.untried.append(_cut(name, good, bad))
            return Sizes(passed=good, failed=bad, known=False, cut=True)

    def _called(self, axis: int) -> str:
        return "channels" if len(self.axes.single) == 1 else f"dimension {axis}"

    def _dtypes(self) -> Iterator[str]:
        for dtype in DTYPES:
            if dtype == self.given.dtype or self.runs.passes(replace(self.given, dtype=dtype)):
                yield dtype


def _cut(name: str, good: tuple[int, ...], bad: tuple[int, ...]) -> str:
    """What was tried of sizes before there was no more time, as none of it is a rule."""
    told = [f"{', '.join(map(str, good))} run"] if good else []
    told += [f"{', '.join(map(str, bad))} do not"] if bad else []
    return f"{name} ({'; '.join(told)})" if told else name
