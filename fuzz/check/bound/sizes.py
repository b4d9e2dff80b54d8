"""The rule that sizes follow, found from those that pass and those that fail, and held against more."""

from collections.abc import Callable, Iterable
from functools import reduce
from math import gcd

import msgspec
from msgspec.structs import replace

LARGEST = 4096


class Sizes(msgspec.Struct, frozen=True):
    """Sizes from ``least`` to ``most`` (0: no bound) that are a multiple of ``multiple``.

    Or up to so many ``below`` or ``above`` one: a layer of stride 2 makes the same of 63 as of 64 where
    it pads, and the same of 65 where it does not. Sizes up to ``chance`` pass as well, whatever the
    rule: what does not fit there is of size one, and broadcast.

    ``passed`` and ``failed`` are the sizes that were tried. ``known`` is whether all of them follow the
    rule, and whether its bounds were tried on both sides; ``cut`` whether there was no time for that.
    """

    least: int = 1
    most: int = 0
    multiple: int = 1
    below: int = 0
    above: int = 0
    chance: int = 0
    passed: tuple[int, ...] = ()
    failed: tuple[int, ...] = ()
    known: bool = True
    cut: bool = False

    def __contains__(self, size: int) -> bool:
        if 1 <= size <= self.chance:
            return True
        within = size >= self.least and (not self.most or size <= self.most)
        near = -size % self.multiple <= self.below or size % self.multiple <= self.above
        return within and near

    @property
    def free(self) -> bool:
        """Whether every size will do."""
        return self.known and self.least <= 1 and not self.most and self.multiple == 1

    @property
    def only(self) -> int:
        """The one size that will do; 0 where there are more, or where that isn't known."""
        return self.least if self.known and self.least == self.most else 0


TRIED = (1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 40, 48, 63, 64, 65, 96, 100, 127, 128, 160)
TELLING = (1, 2, 3, 7, 16, 17, 31, 32, 33, 63, 65, 100)
"""Sizes of which some fail wherever any does, as far as rules are known here."""

BESIDE = (1, 2, 4, 8, 16, 32)
CHANCE = (0, 1, 2, 4, 8, 16)
"""Up to which sizes it may be by chance that all pass."""


def find_sizes(works: int, passes: Callable[[int], bool], *, upto: int) -> Sizes:
    """The sizes that pass, of which one is known. Sizes are tried up to a bound.

    Three kinds of rule are told: a least size, a range, and multiples; else the sizes are not ``known``.
    """
    search = _Search(passes, upto)
    search.there[works] = True
    search.try_all((*TELLING, works - 1, works + 1, upto))
    if not search.bad:
        return search.told(Sizes())
    around = (works + sign * step for step in BESIDE for sign in (-1, 1))
    search.try_all((*TRIED, *around, works // 2, 2 * works))
    first: Sizes | None = None
    for search.chance in (most for most in CHANCE if not most or _is_chance(search, most, works)):
        found = search.rule(works)
        search.try_all(_checks(found, works, upto))
        found = search.rule(works) if search.contradicts(found) else search.told(found)
        if found.known:
            return found
        first = first or found
    return first or Sizes(known=False)


def _is_chance(search: "_Search", most: int, works: int) -> bool:
    """Whether sizes up to one are so few, beside one that works, that they may pass by chance."""
    return (most <= works // 4 or most == 1 < works) and search.all_pass(most)


def _checks(found: Sizes, works: int, upto: int) -> Iterable[int]:
    """More sizes at which a rule would be seen to be wrong."""
    step, whole = found.multiple, -(-works // found.multiple) * found.multiple
    yield from (found.least - step, found.least - 1, found.least, found.least + step)
    yield from (works + step // 2 + 1, 3 * step + 1, works + 11, works - 11, works + 3 * step)
    for more in (whole, whole + step):
        yield from (more - found.below - 1, more - found.below, more)
        yield from (more + found.above, more + found.above + 1)
    if found.most:
        yield from (found.most, found.most + 1, found.most + step, found.most - step)


class _Search:
    def __init__(self, passes: Callable[[int], bool], upto: int) -> None:
        self.passes, self.upto = passes, upto
        self.there: dict[int, bool] = {}
        self.chance = 0

    def all_pass(self, upto: int) -> bool:
        """Whether all sizes up to one pass, of which all are tried."""
        return all(self.test(size) for size in range(1, upto + 1))

    def try_all(self, sizes: Iterable[int]) -> None:
        for size in sizes:
            self.test(size)

    def test(self, size: int) -> bool:
        if not 1 <= size <= self.upto:
            return False
        if size not in self.there:
            self.there[size] = self.passes(size)
        return self.there[size]

    @property
    def good(self) -> list[int]:
        return sorted(size for size, passed in self.there.items() if passed and size > self.chance)

    @property
    def bad(self) -> list[int]:
        return sorted(size for size, passed in self.there.items() if not passed)

    def rule(self, works: int) -> Sizes:
        """The plainest rule that fits all that was tried."""
        multiple = self._multiple()
        below, above = self._beside(works, multiple, -1), self._beside(works, multiple, 1)
        least, most = self._edge(works, -multiple), self._edge(works, multiple)
        if multiple > 1:
            while least - 1 > self.chance and self.test(least - 1):
                least -= 1
        bound = 0 if most + multiple > self.upto else most
        return self.told(Sizes(least, bound, multiple, below, above, self.chance))

    def _multiple(self) -> int:
        """The least number of whose multiples all sizes that pass are, or at most so many below one."""
        good, bad = self.good, self.bad
        inside = [size for size in bad if good[0] < size < good[-1]]
        if len(good) < 3 or not inside:
            return 1
        powers: tuple[int, ...] = (2, 4, 8, 16, 32, 64, 128, 256)
        for multiple in dict.fromkeys((reduce(gcd, good), *powers)):
            below = max(
                (multiple - size % multiple for size in good if _is_below(size, multiple)), default=0
            )
            above = max((size % multiple for size in good if not _is_below(size, multiple)), default=0)
            rule = Sizes(multiple=multiple, below=below, above=above)
            if not any(size in rule for size in inside):
                return multiple
        return 1

    def _beside(self, works: int, multiple: int, step: int) -> int:
        """How many sizes below a multiple, or above it, pass as well."""
        whole = round(works / multiple) * multiple
        if multiple == 1 or not self.test(whole):
            return 0
        return next((count for count in range(multiple) if not self.test(whole + step * (count + 1))), 0)

    def _edge(self, works: int, step: int) -> int:
        """The last size from one that works on, in steps, that passes: by doubling, then by halving."""
        good, stride = works, step
        while good + stride > self.chance and self.test(good + stride):
            good, stride = good + stride, 2 * stride
        bad = good + stride
        while abs(bad - good) > abs(step):
            middle = good + (bad - good) // (2 * step) * step
            if middle > self.chance and self.test(middle):
                good = middle
            else:
                bad = middle
        return good

    def contradicts(self, found: Sizes) -> bool:
        return any((size in found) != passed for size, passed in self.there.items())

    def told(self, found: Sizes) -> Sizes:
        known = not self.contradicts(found)
        good, bad = tuple(self.good), tuple(self.bad)
        return replace(found, passed=good, failed=bad, known=known)


def _is_below(size: int, multiple: int) -> bool:
    """Whether the nearest multiple is a larger one."""
    return size % multiple > multiple // 2
