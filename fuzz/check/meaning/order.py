"""Reshapes, and which of them mix channels with places: values stay in their order in memory."""

from itertools import accumulate
from math import prod
from operator import mul
from typing import Any

from torch import Tensor, nn

from fuzz.check.meaning.watch import Done
from fuzz.check.plain.observed import Reshape
from strategies.value import Shape

RESHAPING = ("view", "reshape", "unflatten")
MOST = 200


class Reshapes:
    """Notes each, with its line."""

    def __init__(self) -> None:
        self.noted: list[Reshape] = []

    def after(self, done: Done) -> None:
        """Note an operation, if it is one."""
        x, made = done.first, done.made
        if done.name not in RESHAPING or x is None or not isinstance(made, Tensor):
            return
        if x.shape != made.shape and x.numel() == made.numel() and len(self.noted) < MOST:
            self.noted.append(
                Reshape(done.name, tuple(x.shape), tuple(made.shape), done.site, done.place)
            )

    def left(self, module: nn.Module, site: str, output: Any) -> None:
        """Nothing is noted of modules."""


def mixes(one: Reshape, other: Reshape) -> bool:
    """Whether a reshape moves all channels from one side of the places to the other, by what it does to
    a map and to another that is as large but in one dimension.

    In memory nothing moves, so that each place gets values of other places. What merges dimensions that
    are side by side, or divides one, keeps their order, and is none of these.
    """
    given, made = _without_ones(one.given), _without_ones(one.made)
    varied = _varied(given, _without_ones(other.given)), _varied(made, _without_ones(other.made))
    if None in varied or one.given[0] == 1:
        return False
    at, to = (number or 0 for number in varied)
    size, there = given[at], made[to]
    if there % size == 0:
        return _moves(given, at, made, to)
    parts = size // there
    divided = (((parts, there), at + 1), ((there, parts), at))
    return size % there == 0 and all(
        _moves((*given[:at], *pair, *given[at + 1 :]), now, made, to) for pair, now in divided
    )


def _moves(given: Shape, at: int, made: Shape, to: int) -> bool:
    before, behind = prod(given[:at]), prod(given[at + 1 :])
    now_before, now_behind = prod(made[:to]), prod(made[to + 1 :])
    if to > 0 and made[0] != given[0]:
        return False  # the batch is another look's
    if to > 0 and at > 0 and made[to] == given[at]:
        return now_before != before
    if now_behind > behind and now_before < before and now_behind % behind == 0:
        return now_behind // behind in _products(given[1:at])
    if now_behind < behind and now_before > before and now_before % before == 0:
        return now_before // before in _products(given[:at:-1])
    return False


def _products(sizes: Shape) -> set[int]:
    """The products of the first dimensions, the channels: a size that is their number by chance alone is
    hardly that of all of them."""
    return set(accumulate(sizes, mul))


def _varied(one: Shape, other: Shape) -> int | None:
    """The only dimension in which two shapes differ."""
    if len(one) != len(other):
        return None
    those = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return those[0] if len(those) == 1 else None


def _without_ones(shape: Shape) -> Shape:
    return tuple(size for size in shape if size != 1)


FEW = 4
"""Sizes below may well be those of something else."""


def turns_map(one: Reshape) -> bool:
    """Whether it makes (N, H * W, C) or (N, H, W, C) of a map (N, C, H, W), or (N, L, C) of (N, C, L),
    by the sizes alone."""
    match one.given:
        case (n, channels, height, width) if n > 1 and channels not in (1, width, height * width):
            made: set[Shape] = {(n, height * width, channels)}
            made |= {(n, height, width, channels)} if channels != height else set()
            return height * width > 1 and one.made in made
        case (n, channels, length) if n > 1 and min(channels, length) >= FEW and channels != length:
            return one.made == (n, length, channels)
    return False


def instead(one: Reshape) -> str:
    """How it is written so that it exchanges what its shapes say."""
    given, made = _without_ones(one.given), _without_ones(one.made)
    match len(given), len(made):
        case 4, 3 if made[2] == given[1]:
            return "x.flatten(2).transpose(1, 2)"
        case 4, 4 if made[3] == given[1]:
            return "x.permute(0, 2, 3, 1)"
        case 3, 3 if made[2] == given[1]:
            return "x.transpose(1, 2)"
        case 4, 3 if made[1] == given[2] != given[3]:
            return "x.transpose(1, 2).reshape(n, t, heads * d)"
        case 3, 4 if made[1] == given[2]:
            return "x.transpose(1, 2).reshape(n, c, h, w)"
        case 3, 4 if made[2] == given[1]:
            return "x.view(n, t, heads, d).transpose(1, 2)"
    return "x.permute(...).reshape(...)"
