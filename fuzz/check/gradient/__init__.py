"""Where gradients end: parameters that none reaches, that get nothing but zero, or NaN.

In a few steps of descent, the graph is walked from what the network returns, and what depends on a
parameter is followed from line to line, differentiable or not.
"""

import warnings
from collections.abc import Callable
from typing import Any

import torch
from msgspec.structs import replace
from torch import Tensor, nn

from fuzz.check.change import after
from fuzz.check.code.zeroing import beginning, zeroed_at
from fuzz.check.gradient.byhand import by_hand
from fuzz.check.gradient.ends import ends
from fuzz.check.gradient.slope import Slopes, flat, unbounded
from fuzz.check.gradient.trail import Trail
from fuzz.check.gradient.twins import Twins
from fuzz.check.plain.observed import Stopped
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import is_finite, tensors
from fuzz.check.running.run import filled

STEPS = 4
"""How many steps are gone down: what begins as zero, as the last layer of a branch, leaves it so."""

LONGER = 2 * STEPS
"""How many they are where units begin equal: what makes them differ may begin as zero itself."""

RATE = 1e-3
TINY = 1e-30

Make = Callable[[], nn.Module]


def gradients(seen: Returned, fresh: Make, template: Template, probe: Probe) -> Returned:
    """What was seen, and in ``stopped`` the parameters whose gradients end on the way, with the lines;
    in ``by_hand`` what is no gradient.

    What raises in one of the steps is another look's to tell.
    """
    try:
        stopped = tuple(_stopped(fresh, template, probe))
        return replace(seen, stopped=stopped, by_hand=tuple(by_hand(fresh, template, probe)))
    except (RuntimeError, ValueError):
        return seen


def _stopped(fresh: Make, template: Template, probe: Probe) -> list[Stopped]:
    network = after(fresh(), probe.changes).train()
    learned = {name: one for name, one in network.named_parameters() if one.requires_grad}
    zero, missing = set(learned), set(learned)
    twins = Twins(network)
    torch.manual_seed(0)
    for step in range(LONGER):
        if step >= STEPS and not twins.alike:
            break
        args, kwargs = filled(template, probe, seed=step)
        network.zero_grad()
        trail = Trail()
        with trail, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # another run has told of them
            output = network(*args, **kwargs)
        loss = _weighted(output, step)
        if loss is None:
            return []
        slopes = Slopes(loss)
        loss.backward()  # type: ignore[no-untyped-call]
        if step == 0 and is_finite(loss) and (first := unbounded(slopes, trail, learned)) is not None:
            return [first]
        twins.after(network)
        zero &= {name for name, one in learned.items() if one.grad is not None and not one.grad.any()}
        missing &= {name for name, one in learned.items() if one.grad is None}
        if step < LONGER - 1:
            _descend(learned)
    idle = {name: one for name, one in learned.items() if name in zero}
    stopped = [_zeroed(one, network) for one in flat(slopes, trail, idle)]
    stopped += [Stopped((name,), "alike", place=beginning(network, name)) for name in twins.found()]
    if missing:
        given = {name: learned[name] for name in learned if name in missing}
        stopped += ends(trail, network, given, output, _Again(fresh, template, probe))
    return stopped


def _zeroed(one: Stopped, network: nn.Module) -> Stopped:
    """With the line that lets the first of two factors begin as zero."""
    if one.how != "both_zero":
        return one
    return replace(one, place=zeroed_at(network, one.names[0]) or one.place)


def _weighted(output: Any, step: int) -> Tensor | None:
    """A sum of all outputs with weights that are drawn: no symmetry of theirs makes it constant."""
    generator = torch.Generator().manual_seed(step)
    parts = []
    for one in tensors(output).values():
        if one.requires_grad and one.numel():
            real = torch.view_as_real(one) if one.is_complex() else one
            weights = torch.randn(real.shape, generator=generator)
            parts.append((real.float() * weights).sum())
    return torch.stack(parts).sum() if parts else None


@torch.no_grad()
def _descend(learned: dict[str, nn.Parameter]) -> None:
    for one in learned.values():
        if one.grad is not None:
            one.sub_(one.grad / one.grad.abs().max().clamp(min=TINY), alpha=RATE)


class _Again:
    """Runs a network as it was run, with some of its parameters changed or none."""

    def __init__(self, fresh: Make, template: Template, probe: Probe) -> None:
        self.fresh, self.template, self.probe = fresh, template, probe
        self._usual: list[Tensor] | None = None

    def has_effect(self, names: tuple[str, ...]) -> bool:
        """Whether anything that it returns is another where these parameters are."""
        if self._usual is None:
            self._usual = self._outputs(())
        changed = self._outputs(names)
        pairs = zip(self._usual, changed, strict=False)
        return len(self._usual) != len(changed) or not all(torch.equal(*pair) for pair in pairs)

    @torch.no_grad()
    def _outputs(self, names: tuple[str, ...]) -> list[Tensor]:
        network = after(self.fresh(), self.probe.changes).train()
        for name in names:
            one = network.get_parameter(name)
            one.add_(torch.ones_like(one))
        args, kwargs = filled(self.template, self.probe)
        torch.manual_seed(0)
        with torch.enable_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(tensors(network(*args, **kwargs)).values())
