"""by_hand(): the backward of a Function of the user's, held against the slope of its forward."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.autograd import Function

from fuzz.check.backward.function import functions, returned_at
from fuzz.check.change import after
from fuzz.check.gradient.numeric import Unequal, unequal
from fuzz.check.plain.observed import ByHand
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.running.run import filled

MOST = 2
"""How many calls of a Function are looked at."""


class _Call(NamedTuple):
    """The arguments of a call, in copies, and which of them need a gradient."""

    args: tuple[Any, ...]
    needing: tuple[int, ...]


def by_hand(fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Iterator[ByHand]:
    """The Functions that are called in an ordinary run and whose backward is not the slope of their
    forward, on what they get there; but for those that are meant to have another one.

    The comparison is that of torch.autograd.gradcheck(), at some of the values.
    """
    kinds = [one for one in functions() if returned_at(one) is not None]
    if not kinds:
        return
    network = after(fresh(), probe.changes).train()
    args, kwargs = filled(template, probe)
    torch.manual_seed(0)
    with _noting(kinds) as calls, warnings.catch_warnings(), torch.enable_grad():
        warnings.simplefilter("ignore")  # another run has told of them
        network(*args, **kwargs)
    for kind, those in calls.items():
        found = _first(kind, those)
        if found is not None:
            place = returned_at(kind, found.number)
            argument = _named(kind, found.number)
            yield ByHand(kind.__name__, argument, found.factor, found.minor, place)


@contextmanager
def _noting(kinds: list[type[Function]]) -> Iterator[dict[type[Function], list[_Call]]]:
    """Note the calls of Functions, however their apply() is named."""
    calls: dict[type[Function], list[_Call]] = {one: [] for one in kinds}
    own = {one: vars(one).get("forward") for one in kinds}
    noted = {one: staticmethod(_forward(one, calls[one])) for one in kinds}  # all, before one inherits
    for kind in kinds:
        kind.forward = noted[kind]  # type: ignore[method-assign]
    try:
        yield calls
    finally:
        for kind, forward in own.items():
            if forward is None:
                del kind.forward
            else:
                kind.forward = forward  # type: ignore[method-assign]


def _forward(kind: type[Function], calls: list[_Call]) -> Callable[..., Any]:
    forward = kind.forward
    skipped = int(kind.setup_context is Function.setup_context)

    def noted(*args: Any) -> Any:
        given = args[skipped:]
        if len(calls) < MOST and all(isinstance(one, Tensor | float | int | None) for one in given):
            needing = (at for at, one in enumerate(given) if _needs(one))
            copies = (one.detach().clone() if isinstance(one, Tensor) else one for one in given)
            calls.append(_Call(tuple(copies), tuple(needing)))
        return forward(*args)

    return noted


def _needs(one: Any) -> bool:
    return isinstance(one, Tensor) and one.is_floating_point() and one.requires_grad


def _first(kind: type[Function], calls: list[_Call]) -> Unequal | None:
    """The first input of which both differ; none where a call can't be repeated in float64."""
    for call in calls:
        try:
            found = unequal(kind.apply, call.args, call.needing)
        except (RuntimeError, ValueError, TypeError, IndexError):
            continue
        if found is not None:
            return found
    return None


def _named(kind: type[Function], number: int) -> str:
    code = kind.forward.__code__
    skipped = int(kind.setup_context is Function.setup_context)
    names = code.co_varnames[skipped : code.co_argcount]
    return names[number] if number < len(names) else f"input {number}"
