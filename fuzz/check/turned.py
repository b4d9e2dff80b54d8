"""turned(): whether what comes out for a sample depends on its place in the batch."""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.alone import Follower, followed, unlike
from fuzz.check.change import after
from fuzz.check.close import is_close
from fuzz.check.leading import leading
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import mapped, tensors
from fuzz.check.running.run import filled

NUMBERING = ("arange", "linspace", "eye", "__getitem__", "expand", "repeat", "view", "unsqueeze")
"""Operations that may differ from sample to sample, and do no harm by that alone."""


def turned(seen: Returned, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Returned:
    """What was seen, and in ``differs`` where the samples in the other order have other outputs.

    ``from_site`` is the module, and ``from_place`` the line, at which the first sample has another value
    than where it comes last.
    """
    count = probe.inputs[0].shape[0]

    def other_way(tensor: Tensor) -> Tensor:
        return tensor.flip(0) if tensor.shape[:1] == (count,) else tensor

    def prepared() -> nn.Module:
        return after(fresh(), probe.changes)

    def ran(network: nn.Module, *, backwards: bool) -> tuple[Any, Follower]:
        args, kwargs = filled(template, probe)  # anew, as a network may change it
        if backwards:
            args, kwargs = mapped(args, other_way), mapped(kwargs, other_way)
        index = count - 1 if backwards else 0
        return followed(network, (args, kwargs), count, grad=probe.grad, index=index)

    output, before = ran(prepared(), backwards=False)
    backward, now = ran(prepared(), backwards=True)
    for at, one in tensors(output).items():
        other = tensors(backward).get(at)
        if other is None or one.shape[:1] != (count,) or other.shape != one.shape:
            continue
        if is_close(one, other.flip(0)):
            continue

        def orders(network: nn.Module, at: str = at) -> bool:
            there, back = (ran(network, backwards=those)[0] for those in (False, True))
            return not is_close(tensors(there)[at], tensors(back)[at].flip(0))

        pairs = zip(before.steps, now.steps, strict=False)
        steps = [new for old, new in pairs if unlike(old, new) and new.name not in NUMBERING]
        begins = steps[0] if steps else None
        return replace(
            seen,
            differs=at or "the output",
            from_site=begins.site if begins is not None else "",
            from_place=begins.place if begins is not None else None,
            from_fix=leading(prepared, begins.site, orders) if begins is not None else "",
        )
    return seen
