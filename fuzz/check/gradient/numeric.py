"""unequal(): the gradient of a function by its own backward, held against differences of its values."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import torch
from torch import Tensor

POINTS = 24
"""How many values of an input are moved."""

STEP, CLOSER = 1e-4, 1e-5
ALIKE = 1e-3
"""What two steps may differ by, relatively, where a slope is known; ten times that on both sides."""

UNLIKE = 0.03
"""What a gradient differs by at least, relatively, that is none of that slope."""

NOTHING = 1e-9


class Unequal(NamedTuple):
    """An input whose gradient is another than the slope; the ``factor`` between both, where it is the
    same everywhere; ``minor`` is whether a linear function has a multiple of its gradient, as some do
    that scale or reverse it."""

    number: int
    factor: float | None
    minor: bool


class _Point(NamedTuple):
    """A gradient and the slope at a value."""

    gradient: float
    slope: float


def unequal(apply: Callable[..., Any], args: Sequence[Any], needing: Sequence[int]) -> Unequal | None:
    """The first input whose gradient is not the slope where that is known for sure.

    None where another gradient is meant: where one goes through what has no slope (straight-through
    estimators), where the gradient is no linear function of what comes back (clipped, guided), where an
    input acts in backward alone, or where what goes in comes out (reversal, scaling).
    """
    call = _Repeated(apply, args, needing)
    if not call.is_repeatable or not call.is_linear or call.has_silent_input:
        return None
    found = None
    for number in needing:
        points = [] if call.returns(number) else call.points(number)
        if any(abs(one.slope) < NOTHING < abs(one.gradient) for one in points):
            return None
        known = [one for one in points if abs(one.slope) > NOTHING]
        wrong = [one for one in known if _differs(one)]
        if (
            found is not None
            or len(wrong) < min(3, len(known))
            or not any(one.gradient for one in known)
        ):
            continue
        factors = [one.gradient / one.slope for one in known]
        same = max(factors) - min(factors) <= UNLIKE * abs(factors[0])
        if wrong:
            found = Unequal(number, factors[0] if same else None, same and call.is_affine(number))
    return found


def _is_there(one: _Point) -> bool:
    return one.gradient != 0


def _differs(one: _Point) -> bool:
    return abs(one.gradient - one.slope) > UNLIKE * max(abs(one.gradient), abs(one.slope))


class _Repeated:
    """A call in float64, that can be repeated with other values."""

    def __init__(self, apply: Callable[..., Any], args: Sequence[Any], needing: Sequence[int]) -> None:
        self.apply, self.needing = apply, needing
        self.args = [_wide(one) for one in args]
        self.generator = torch.Generator().manual_seed(0)
        self.usual = self.run(self.args)
        self.weights = [self.drawn(one) for one in self.usual]
        self.gradients = self.backward(self.weights)

    def drawn(self, like: Tensor) -> Tensor:
        return torch.randn(like.shape, generator=self.generator, dtype=like.dtype)

    def run(self, args: Sequence[Any], *, graph: bool = False) -> list[Tensor]:
        """All that it returns of numbers, with the same luck each time."""
        with torch.random.fork_rng(devices=()), torch.set_grad_enabled(graph):
            torch.manual_seed(0)
            copies = (one.clone() if isinstance(one, Tensor) else one for one in args)
            made = self.apply(*copies)
            those = made if isinstance(made, list | tuple) else (made,)
            return [one for one in those if isinstance(one, Tensor) and one.is_floating_point()]

    def backward(self, weights: list[Tensor]) -> list[Tensor]:
        """The gradients of the inputs that need one, as the backward has them."""
        args = list(self.args)
        for number in self.needing:
            args[number] = args[number].clone().requires_grad_()
        made = self.run(args, graph=True)
        pairs = [pair for pair in zip(made, weights, strict=True) if pair[0].requires_grad]
        asked = [args[number] for number in self.needing]
        found = torch.autograd.grad(
            [one for one, _ in pairs], asked, [one for _, one in pairs], allow_unused=True
        )
        zeros = map(torch.zeros_like, asked)
        return [zero if one is None else one for one, zero in zip(found, zeros, strict=True)]

    @property
    def is_repeatable(self) -> bool:
        """Whether it returns the same, and has the same gradients, another time."""
        same = _are_equal(self.run(self.args), self.usual)
        return same and _are_equal(self.backward(self.weights), self.gradients)

    @property
    def is_linear(self) -> bool:
        """Whether the gradients are a linear function of what comes back."""
        others = [self.drawn(one) for one in self.weights]
        sums = self.backward([one + 2 * other for one, other in zip(self.weights, others, strict=True)])
        wanted = zip(self.gradients, self.backward(others), strict=True)
        return all(
            torch.allclose(one, first + 2 * second, rtol=1e-6, atol=1e-9)
            for one, (first, second) in zip(sums, wanted, strict=True)
        )

    @property
    def has_silent_input(self) -> bool:
        """Whether there is an input of numbers that the values do not depend on."""
        there = [at for at, one in enumerate(self.args) if isinstance(one, Tensor | float)]
        return any(_are_equal(self.run(self._moved(at)), self.usual) for at in there)

    def _moved(self, number: int) -> list[Any]:
        args = list(self.args)
        one = args[number]
        if isinstance(one, Tensor):
            args[number] = one + self.drawn(one) if one.is_floating_point() else one.flip(0)
        else:
            args[number] = one + 1.0
        return args

    def returns(self, number: int) -> bool:
        """Whether an input comes out as it went in."""
        return any(torch.equal(one.flatten(), self.args[number].flatten()) for one in self.usual)

    def is_affine(self, number: int) -> bool:
        """Whether the values are a linear function of an input, but for a constant."""
        step = self.drawn(self.args[number])
        first, second = (self.run(self._at(number, factor * step)) for factor in (1, 2))
        return all(
            torch.allclose(two - one, one - none, rtol=1e-6, atol=1e-9)
            for none, one, two in zip(self.usual, first, second, strict=True)
        )

    def _at(self, number: int, step: Tensor) -> list[Any]:
        args = list(self.args)
        args[number] = args[number] + step
        return args

    def points(self, number: int) -> list[_Point]:
        """The gradient and the slope at some values; not at zero, where many a function has a kink."""
        at = self.needing.index(number)
        there = self.args[number].flatten().nonzero().flatten()
        chosen = torch.randperm(len(there), generator=self.generator)[:POINTS]
        slopes = ((one, self._slope(number, one)) for one in there[chosen].tolist())
        gradient = self.gradients[at].flatten()
        return [_Point(float(gradient[one]), slope) for one, slope in slopes if slope is not None]

    def _slope(self, number: int, index: int) -> float | None:
        """The slope at a value; None where it is another from the other side, or for another step."""
        left, right = (self._change(number, index, sign * CLOSER) / (sign * CLOSER) for sign in (-1, 1))
        wide = self._change(number, index, STEP) - self._change(number, index, -STEP)
        near, far = (left + right) / 2, wide / (2 * STEP)
        sure = abs(near - far) <= ALIKE * abs(near) + NOTHING
        return near if sure and abs(left - right) <= 10 * ALIKE * abs(near) + NOTHING else None

    def _change(self, number: int, index: int, step: float) -> float:
        moved = torch.zeros_like(self.args[number]).flatten()
        moved[index] = step
        made = self.run(self._at(number, moved.view_as(self.args[number])))
        pairs = zip(made, self.usual, self.weights, strict=True)
        return float(sum(((one - usual) * weight).sum() for one, usual, weight in pairs))


def _wide(one: Any) -> Any:
    return one.double() if isinstance(one, Tensor) and one.is_floating_point() else one


def _are_equal(some: list[Tensor], others: list[Tensor]) -> bool:
    pairs = zip(some, others, strict=True)
    return all(torch.equal(*pair) for pair in pairs)
