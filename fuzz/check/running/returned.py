"""seen_of(): what is seen of a run that has returned."""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor, nn

from fuzz.check.code.assigned import assigned_in
from fuzz.check.code.mention import Mention, mention_of
from fuzz.check.code.mode import override_of, put_to_sleep, set_in_forward
from fuzz.check.code.returning import handing_on
from fuzz.check.network.holding import Held, container_for, held, hidden, kept
from fuzz.check.network.mindful import minds_mode
from fuzz.check.network.place import is_torchs, line_of
from fuzz.check.network.strays import strays
from fuzz.check.plain.at import Kept
from fuzz.check.plain.observed import Astray, Stranger, Unused
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import is_finite, spec_of, tensors
from fuzz.check.running.recorder import Recorder
from fuzz.execution.named.place import Place
from strategies.rule import Domain

LEAST = 4
"""The values that an output has at least whose domain is told by them."""

CLOSE = 1e-3

MINDFUL = (nn.modules.batchnorm._BatchNorm, nn.modules.dropout._DropoutNd)
"""Layers that do in training what they don't do else."""


def seen_of(network: nn.Module, probe: Probe, recorder: Recorder, output: Any) -> Returned:
    """All that is told of a run that returned."""
    called, signs = set(recorder.called), recorder.signs
    reached = {
        name.rpartition(".")[0]
        for name, one in network.named_parameters()
        if id(one) in recorder.reached
    }
    trainable = {name: one for name, one in network.named_parameters() if one.requires_grad}
    untrained = tuple(name for name, one in trainable.items() if id(one) not in recorder.reached)
    nonfinite, masked = _nonfinite(recorder, output)
    owners = {
        name
        for name, one in network.named_modules()
        if next(one.parameters(False), None) is not None and not isinstance(one, torch.jit.ScriptModule)
    }
    return Returned(
        outputs={at: spec_of(one) for at, one in tensors(output).items()},
        kind="" if tensors(output) else type(output).__name__,
        untrained=untrained if probe.backward else (),
        unused=tuple(_unused(network, untrained, recorder)) if probe.backward else (),
        unregistered=tuple(_strangers(network, recorder)) if probe.backward else (),
        uncalled=(idle := tuple(sorted(owners - called - reached))),
        outermost={one: _outermost(one, called) for one in idle},
        strays=tuple(strays(network, called)),
        kept=tuple(kept(network)),
        changed=recorder.changed,
        unchained=Kept(recorder.unchained, place=line_of(getattr(type(network), recorder.unchained)))
        if recorder.unchained
        else None,
        astray=astray(network, probe, recorder),
        unreached=_hidden(network, lambda module: id(module) in recorder.ran),
        widened=recorder.widening.first,
        made=handing_on(type(network), next(map(recorder.lines.of, tensors(output).values()), None)),
        last=_last(network, probe, recorder),
        resting=_resting(network, recorder) if probe.backward else "",
        detached=signs.detached,
        no_grad=signs.no_grad,
        reshaped=signs.reshaped,
        lost=signs.lost,
        dropped=signs.dropped,
        meant=signs.meant,
        mode_for_p=signs.mode_for_p,
        drawn=signs.drawn,
        ended=signs.ended,
        floored=_floored(recorder, output),
        floored_features=signs.features,
        doubled=signs.doubled,
        awakened=_awakened(network, probe, recorder),
        nonfinite=nonfinite,
        masked=masked,
        spoiled=_spoiled(recorder, output) if nonfinite is not None else None,
        sums=tuple(dict.fromkeys(recorder.sums)),
        trainable=bool(trainable),
        domain=domain_of(next(iter(tensors(output).values()), None), signs.activated),
    )


def _outermost(site: str, called: set[str]) -> str:
    """The outermost module around one that was not called, of which nothing else was."""
    parent = site.rpartition(".")[0]
    while parent and not any(one == parent or one.startswith(f"{parent}.") for one in called):
        site, parent = parent, parent.rpartition(".")[0]
    return site


def _unused(network: nn.Module, names: tuple[str, ...], recorder: Recorder) -> Iterator[Unused]:
    """Parameters that got no gradient since they are for another case, by the line that uses them."""
    called = set(recorder.called)
    groups: dict[Mention, list[str]] = {}
    for name in names:
        mention = mention_of(network, name, called=called)
        if mention is not None:
            groups.setdefault(mention, []).append(name)
    return (Unused(tuple(those), *mention) for mention, those in groups.items())


def _nonfinite(recorder: Recorder, output: Any) -> tuple[str | None, bool]:
    """Where the NaN or infinity of an output begins, and whether it is but minus infinity, as of what is
    masked. That a module on the way returns one means nothing where it does not come out."""
    wrong = [one.detach() for one in tensors(output).values() if not is_finite(one)]
    if not wrong:
        return None, False
    masked = all(bool((torch.isfinite(one) | torch.isneginf(one)).all()) for one in wrong)
    return recorder.nonfinite or "", masked


def _floored(recorder: Recorder, output: Any) -> Kept | None:
    """The last operation that leaves nothing below zero, where the first output is what it has made."""
    first = next(iter(tensors(output).values()), None)
    return recorder.signs.floored if first is not None and first is recorder.signs.positive else None


def _awakened(network: nn.Module, probe: Probe, recorder: Recorder) -> Kept | None:
    """The outermost module that ran in training, though it is frozen and was put into eval mode by the
    constructor of what holds it; with the line."""
    if probe.mode != "train":
        return None
    for name, module in network.named_modules():
        woken = any(one is module for one in recorder.asleep) and module.training
        inside = [one for one in module.modules() if isinstance(one, MINDFUL)]
        if not woken or not any(one.training and id(one) in recorder.ran for one in inside):
            continue
        if not any(one.requires_grad for one in module.parameters()):
            place = put_to_sleep(network, name)
            return Kept(name, name, place) if place is not None else None
    return None


def _spoiled(recorder: Recorder, output: Any) -> Kept | None:
    found = recorder.spoiling.of(tensors(output).values())
    return Kept(found[0], place=found[1]) if found is not None else None


def _strangers(network: nn.Module, recorder: Recorder) -> Iterator[Stranger]:
    """What got a gradient and is not the network's: one for all that a class uses in a line."""
    there = {id(one.tensor): one for one in held(network)}
    groups: dict[tuple[str, bool, Place | None], list[Held]] = {}
    for number, (tensor, place) in recorder.strangers.items():
        if tensor.grad is None:
            continue
        plain, known = not isinstance(tensor, nn.Parameter), there.get(number)
        if known is None and plain:
            continue  # made in forward(), as to have the gradient of something by it
        if known is None:
            yield Stranger("", "", (), place, plain)
            continue
        groups.setdefault((type(known.owner).__name__, plain, place), []).append(known)
    for (kind, plain, used), those in groups.items():
        first = those[0]
        attributes = tuple(dict.fromkeys(one.attribute for one in those))
        place = assigned_in(type(first.owner), first.attribute) or used
        container = container_for(getattr(first.owner, first.attribute, None))
        yield Stranger(first.site, kind, attributes, place, plain, container)


def _last(network: nn.Module, probe: Probe, recorder: Recorder) -> str:
    """The last module with parameters that was called; with a backward pass, of those that learn."""
    owners = {
        name
        for name, module in network.named_modules()
        for one in module.parameters(False)
        if not probe.backward or one.grad is not None
    }
    return next((name for name in reversed(recorder.called) if name in owners), "")


def _resting(network: nn.Module, recorder: Recorder) -> str:
    """The last module with parameters that was called, if all of its own are frozen and what it makes
    has a graph all the same, of those before it that are trained."""
    owners = {name: list(one.parameters(False)) for name, one in network.named_modules()}
    last = next((name for name in reversed(recorder.called) if owners.get(name)), "")
    frozen = last and not any(one.requires_grad for one in owners[last])
    return last if frozen and last in recorder.graphed else ""


def _out_of_reach(network: nn.Module, ran: set[int]) -> Astray | None:
    """Modules that run in training, as they are in a plain list, which eval() does not look into."""

    def minds(module: nn.Module) -> bool:
        inside = (one for one in module.modules() if one.training and isinstance(one, MINDFUL))
        return any(id(one) in ran for one in inside)

    found = _hidden(network, minds)
    return Astray((found.name,), found.site, place=found.place, hidden=True) if found else None


def _hidden(network: nn.Module, matters: Callable[[nn.Module], bool]) -> Kept | None:
    """The first module in a plain attribute that matters, with the line that has put it there."""
    for one in hidden(network):
        if matters(one.module):
            name = f"self.{one.site}.{one.attribute}" if one.site else f"self.{one.attribute}"
            return Kept(name, one.site, assigned_in(type(one.owner), one.attribute))
    return None


def astray(network: nn.Module, probe: Probe, recorder: Recorder) -> Astray | None:
    """The modules that are not in the mode that the network was set to, because of an override; but for
    those that forward() has made, and in eval mode those that do nothing by the mode."""
    modules = {name: one for name, one in network.named_modules() if id(one) in recorder.names}
    wrong = [name for name, one in modules.items() if one.training != (probe.mode == "train")]
    if probe.mode == "eval" and not any(minds_mode(modules[one]) for one in wrong):
        wrong = []
    if not wrong:
        return _out_of_reach(network, recorder.ran) if probe.mode == "eval" else None
    for name, module in modules.items():
        override = override_of(module)
        inside = [one for one in wrong if one == name or not name or one.startswith(f"{name}.")]
        if override is not None and inside:
            kind = type(module).__name__
            return Astray(tuple(inside), name, kind, override.place, override.meant)
    other = "eval" if probe.mode == "train" else "train"
    for name, module in modules.items():
        if not is_torchs(module) and (place := set_in_forward(module, other)) is not None:
            return Astray(tuple(wrong), name, type(module).__name__, place, in_forward=True)
    return Astray(tuple(wrong), meant=_are_dropouts(modules, wrong))


def _are_dropouts(modules: dict[str, nn.Module], wrong: list[str]) -> bool:
    """Whether dropout alone is kept on, as for the spread of what it makes: nobody forgets just that."""
    return all(isinstance(modules[one], nn.modules.dropout._DropoutNd) for one in wrong)


def domain_of(output: Tensor | None, activated: Tensor | None) -> Domain:
    """What the values of an output are, as they show it; and what was ``activated`` last, if anything.

    Scores may be between 0 and 1 by chance: probabilities have a sum of 1, or come of a sigmoid.
    """
    if output is None or output.is_meta or not output.is_floating_point() or output.numel() < LEAST:
        return "numbers"
    values = output.detach().double()
    sums = (values.sum(dim) for dim in range(1, values.dim()))
    is_one = any(bool(((one - 1).abs() < CLOSE).all()) for one in sums)
    inside = bool(((values > 0) & (values < 1)).all())
    if inside and (is_one or _is_same(output, activated)):
        return "probabilities"
    sums = (values.exp().sum(dim) for dim in range(1, values.dim()))
    if bool((values <= 0).all()) and any(bool(((one - 1).abs() < CLOSE).all()) for one in sums):
        return "log-probabilities"
    return "numbers"


def _is_same(output: Tensor, activated: Tensor | None) -> bool:
    """Whether an output has the values of another tensor, in whatever shape."""
    if activated is None or activated.numel() != output.numel() or activated.dtype != output.dtype:
        return False
    return bool(torch.equal(output.detach().flatten(), activated.flatten()))
