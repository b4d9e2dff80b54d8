"""influence(): inputs, or parts of them, that what a network returns does not depend on."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

import torch
from msgspec.structs import replace
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.change import after
from fuzz.check.plain.observed import UNUSED, Uninfluential
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import tensors
from fuzz.check.running.run import called_with
from fuzz.execution.named.place import Place, running_at

TIMES = 3
"""How many other values are tried of what has no influence with one."""

SEEDS, OTHERS = 20, 100
"""How many are drawn, and the number of the first: those of the usual inputs are smaller."""

NOISE = 0.05

CHANNELS = 8
"""How many channels an input has at most of which each is asked."""

Make = Callable[[], nn.Module]


class _Part(NamedTuple):
    """A part of the input of a number: what lies between two places of a dimension; all for None."""

    number: int
    name: str
    dim: int | None = None
    begin: int = 0
    end: int = 0


class _Noted(NamedTuple):
    """An operation with its values."""

    name: str
    place: Place | None
    given: tuple[Tensor, ...]
    made: tuple[Tensor, ...]


class _Values(TorchFunctionMode):
    """Notes the values of each operation."""

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[_Noted] = []

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        given = _copies((args, kwargs or {}))  # before it may write to them
        made = func(*args, **(kwargs or {}))
        if not isinstance(made, torch.Size) and (out := _copies(made)):
            name = getattr(func, "__name__", str(func))
            self.noted.append(_Noted(name, running_at(), given, out))
        return made


def influence(seen: Returned, fresh: Make, template: Template, probe: Probe) -> Returned:
    """What was seen, with the ``uninfluential`` parts of the input, in eval mode and in training.

    That is proven by other values of them, with which all that is returned is the same to the last bit.
    In training, parameters have other values as well: what begins as zero does not stay so.
    """
    runs = _Runs(fresh, template, probe)
    try:
        asked = tuple(_without_slope(runs, probe))
        if not any(asked) or not all(runs.is_repeatable(training) for training in (False, True)):
            return seen
        return replace(seen, uninfluential=tuple(_found(runs, asked)))
    except (RuntimeError, ValueError):
        return seen


def _without_slope(runs: "_Runs", probe: Probe) -> Iterator[list[_Part]]:
    """Of each input, the parts of which no gradient says that they have influence: most have one, and
    one backward pass tells it of all."""
    try:
        slopes = runs.slopes()
    except RuntimeError:  # as where an input is modified in place
        slopes = [None] * len(probe.inputs)
    for number, one in enumerate(probe.inputs):
        if not one.shape:  # a number, or a flag
            continue
        parts = (_Part(number, ""), *_parts(number, one.shape))
        yield [part for part in parts if not _is_sloped(slopes[number], part)]


def _is_sloped(slope: Tensor | None, part: _Part) -> bool:
    if slope is None:
        return False
    there = slope if part.dim is None else slope.narrow(part.dim, part.begin, part.end - part.begin)
    return bool(there.any())


def _found(runs: "_Runs", asked: tuple[list[_Part], ...]) -> Iterator[Uninfluential]:
    for parts in asked:
        for part in parts:
            if runs.is_uninfluential(part):
                number = part.number
                op, place = runs.end(part)
                yield Uninfluential(number, part.name, op, place)
                if not part.name:
                    break


def _parts(number: int, shape: tuple[int, ...]) -> Iterator[_Part]:
    """The channels of an image, and halves of it."""
    if len(shape) != 4:
        return
    for at in range(shape[1]) if 1 < shape[1] <= CHANNELS else ():
        yield _Part(number, f"channel {at}", 1, at, at + 1)
    for dim, names in ((2, ("upper", "lower")), (3, ("left", "right"))):
        half = shape[dim] // 2
        if half:
            yield _Part(number, f"the {names[0]} half", dim, 0, half)
            yield _Part(number, f"the {names[1]} half", dim, half, shape[dim])


class _Runs:
    """Runs of one network, on the usual input or with other values in a part of it."""

    def __init__(self, fresh: Make, template: Template, probe: Probe) -> None:
        self.fresh, self.template, self.probe = fresh, template, probe
        self._usual: dict[bool, tuple[Tensor, ...]] = {}

    def slopes(self) -> list[Tensor | None]:
        """The gradient of all that it returns by each input, in eval mode; None where there is none."""
        network = after(self.fresh(), self.probe.changes).eval()
        inputs = [one.tensor(number) for number, one in enumerate(self.probe.inputs)]
        inputs = [one.requires_grad_(one.is_floating_point()) for one in inputs]
        args, kwargs = called_with(self.template, inputs)
        torch.manual_seed(0)
        with torch.enable_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # another run has told of them
            made = [one for one in tensors(network(*args, **kwargs)).values() if one.requires_grad]
        if made:
            torch.autograd.backward(made, [torch.randn_like(one) for one in made])
        return [one.grad for one in inputs]

    def is_repeatable(self, training: bool) -> bool:
        """Whether the same input gives the same."""
        self._usual[training] = self.output(None, training=training)
        again = self.output(None, training=training)
        chosen = all(_is_chosen(one) for one in again if one.is_floating_point())
        return not chosen and _are_same(self._usual[training], again)  # a choice hides its scores

    def is_uninfluential(self, part: _Part) -> bool:
        """Whether no other values of a part make a difference."""
        one = self.probe.inputs[part.number]
        usual = one.tensor(part.number)
        others = [n for n in range(SEEDS) if not torch.equal(one.tensor(OTHERS + n), usual)]
        return len(others) >= TIMES and all(
            _are_same(self.output(part, training=training, seed=seed), self._usual[training])
            for training in (False, True)
            for seed in others[:TIMES]
        )

    def output(
        self,
        part: _Part | None,
        *,
        training: bool = False,
        seed: int = 0,
        noting: AbstractContextManager[Any] | None = None,
    ) -> tuple[Tensor, ...]:
        """All tensors that it returns."""
        network = after(self.fresh(), self.probe.changes).train(training)
        if training:
            _trained(network)
        inputs = [one.tensor(number) for number, one in enumerate(self.probe.inputs)]
        if part is not None:
            other = self.probe.inputs[part.number].tensor(OTHERS + seed)
            inputs[part.number] = _exchanged(inputs[part.number], other, part)
        args = called_with(self.template, inputs)
        torch.manual_seed(0)
        with torch.set_grad_enabled(training or self.probe.grad), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # another run has told of them
            with noting or nullcontext():
                made = network(*args[0], **args[1])
            return _copies(made)

    def end(self, part: _Part) -> tuple[str, Place | None]:
        """The one operation that is given something else, and makes the same of it; or where there is
        none, the last that makes something else of it, as `UNUSED`."""
        both = []
        for one in (None, part):
            values = _Values()
            self.output(one, noting=values)
            both.append(values.noted)
        if [one.name for one in both[0]] != [one.name for one in both[1]]:
            return "", None
        told = [
            (one, _are_same(one.made, other.made))
            for one, other in zip(*both, strict=True)
            if not _are_same(one.given, other.given)
        ]
        ends = {(one.name, one.place) for one, same in told if same}
        if told and not ends:
            return UNUSED, told[-1][0].place
        return ends.pop() if len(ends) == 1 else ("", None)


@torch.no_grad()
def _trained(network: nn.Module) -> None:
    generator = torch.Generator().manual_seed(0)
    for one in network.parameters():
        if one.requires_grad and one.is_floating_point():
            one.add_(torch.randn(one.shape, generator=generator), alpha=NOISE)


def _exchanged(usual: Tensor, other: Tensor, part: _Part) -> Tensor:
    """An input, with a part of another one."""
    if part.dim is None:
        return other
    changed, there = usual.clone(), (part.dim, part.begin, part.end - part.begin)
    changed.narrow(*there).copy_(other.narrow(*there))
    return changed


def _is_chosen(made: Tensor) -> bool:
    """Whether values are but whole numbers, and several of them."""
    return (
        torch.equal(made, made.round()) and made.numel() > 0 and bool((made != made.flatten()[0]).any())
    )


def _copies(value: Any) -> tuple[Tensor, ...]:
    return tuple(one.detach().clone() for one in tensors(value).values())


def _are_same(some: tuple[Tensor, ...], others: tuple[Tensor, ...]) -> bool:
    return len(some) == len(others) and all(map(torch.equal, some, others))
