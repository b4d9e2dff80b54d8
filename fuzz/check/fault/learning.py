"""Faults of training: the backward pass fails, or something in the network does not learn."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.code.carried import carries, is_buffer
from fuzz.check.fault.loss import extra, of_loss, said_of_loss
from fuzz.check.fault.untrained import untrained
from fuzz.check.finding import Finding, failure
from fuzz.check.plain.at import Kept
from fuzz.check.plain.observed import Stranger
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.running.lab import Lab
from fuzz.check.running.spoiling import advice, told
from fuzz.execution.named.place import Place
from strategies.value import Shape

UNREGISTERED = "unregistered"

EMPTY = re.compile(r"= *(\[\]|\{\}|\(\)|list\(\)|dict\(\))\s*(#|$)")
"""An attribute that begins empty, and is filled later."""

AUTOGRAD = "https://docs.pytorch.org/docs/stable/notes/autograd.html"
FREEZING = AUTOGRAD + "#setting-requires-grad"
MODULES = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"

GROWN = (
    "what is taken apart there has more in it at the second call of the network than at the first: each"
    " call adds to it, and nothing empties it"
)
RESIZED = "bring the output to the size of the target: F.interpolate(output, size=target.shape[-2:])"
CLEARED = "empty it at the beginning of forward(): self.maps.clear(), or self.maps = []"
STACKED = (
    "torch.cat() puts them one behind the other in the batch: torch.stack(...).mean(0), or amax(0),"
    " makes one row for each sample of them; dim=1 puts them side by side"
)
"""What to do where more rows come of a torch.cat() than there are samples."""


def training(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A step of training that fails, or a second one; or parameters that it does not reach."""
    once = replace(probe, mode="train", backward=True)
    seen = lab.see(once)
    if isinstance(seen, Raised):
        yield from _failed(seen, once, "in a step of training", lab)
        return
    if not isinstance(seen, Returned):
        return
    twice = replace(once, steps=2)
    again = lab.see(twice)
    if isinstance(again, Raised):
        found = failure(again, twice, "in the second step of training", lab)
        if "graph a second time" in again.message and seen.kept:
            found = _kept(found, seen.kept)
        elif again.stage == "forward" and again.message.startswith("too many values to unpack"):
            found = replace(found, name="grown_list", text=GROWN, fix=CLEARED)
        yield found
    yield from _unregistered(seen, once)
    if seen.untrained:
        yield from untrained(lab, once)
    if seen.nonfinite is not None:
        yield _nonfinite(seen, seen.nonfinite, once)
    if seen.resting:
        yield _resting(seen.resting, once)


def frozen(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A step of training that fails where all but the last module is frozen, as in fine-tuning."""
    usual = replace(unlossed(probe), mode="train", backward=True)
    seen = lab.see(usual)
    if not isinstance(seen, Returned) or not seen.last:
        return  # of a module that learns nothing by itself, nothing can be told here
    there = replace(usual, only=seen.last)
    tuned = lab.see(there)
    if isinstance(tuned, Raised):
        yield from _failed(tuned, there, f"where all but {seen.last} is frozen", lab)


def _resting(site: str, probe: Probe) -> Finding:
    return Finding(
        kind="remark",
        name="frozen_head",
        text=f"{site} is the last layer that is called, and frozen; what comes before it is trained",
        when="in a step of training",
        probe=probe,
        site=site,
        fix=f"if it is not meant, train it: model.{site}.requires_grad_(True)",
        page=FREEZING,
    )


def _nonfinite(seen: Returned, site: str, probe: Probe) -> Finding:
    masked = "there is minus infinity in its output, which may be meant, as for what is masked"
    by = f", {told(seen.spoiled.name)}" if seen.spoiled is not None else ""
    return Finding(
        kind="remark" if seen.masked else "silent",
        name="nonfinite",
        text=masked if seen.masked else f"there is NaN or infinity in its output{by}",
        when="in a step of training",
        probe=probe,
        site=site,
        place=seen.spoiled.place if seen.spoiled is not None and not seen.masked else None,
        fix=advice(seen.spoiled.name) if seen.spoiled is not None and not seen.masked else "",
    )


def _kept(found: Finding, kept: tuple[Kept, ...]) -> Finding:
    """The second backward pass runs into the graph of the first batch, which something has kept."""
    others = f"; so do {', '.join(one.name for one in kept[1:])}" if kept[1:] else ""
    return replace(
        found,
        name="kept_graph",
        text=f"{kept[0].name} keeps what the first batch has left there, and with it its graph{others}",
        fix=_released(kept[0]),
        site=kept[0].site,
        place=kept[0].place,
    )


def _released(one: Kept) -> str:
    """How it is kept without its graph: a state that each batch carries on is not to be emptied."""
    attribute = one.name.rpartition(".")[2]
    if one.place is None or not carries(one.place, attribute):
        return (
            "empty it at the beginning of forward(), or keep what is put there without its graph:"
            " .detach()"
        )
    if is_buffer(one.place, attribute):
        return (
            f"no gradient is to reach what a buffer gathers: self.{attribute} = (...).detach(), or"
            " assign it under torch.no_grad()"
        )
    return (
        f"take what the batch before has left without its graph: self.{attribute}.detach() in this line"
    )


def _failed(raised: Raised, probe: Probe, when: str, lab: Lab) -> Iterator[Finding]:
    if raised.stage in ("loss", "backward") and "require" in raised.message and "grad" in raised.message:
        yield _unlearning(lab.see(replace(unlossed(probe), backward=False, grad=True)), probe, when)
        return
    found = failure(raised, probe, when, lab)
    said = said_of_loss(lab, probe) if raised.stage == "loss" else None
    if said is not None and said.violation is not None:
        told = of_loss(said.violation, "fails", probe)
        usual = lab.see(unlossed(probe))
        place = raised.at.place or (_made(usual, told) if isinstance(usual, Returned) else None)
        found = replace(told, exception=raised.exception, message=raised.message, place=place)
        if place is not None and told.name.endswith(".batch") and "cat(" in place.code:
            found = replace(found, fix=STACKED)
        output = next(iter(usual.outputs.values())).shape if isinstance(usual, Returned) else ()
        if probe.target is not None and _is_resized(output, probe.target.shape):
            found = replace(found, fix=RESIZED)
        if probe.target is not None and (axes := extra(output, probe.target.shape)):
            squeezed = f"return it without that dimension: .squeeze({axes[0]})"
            found = replace(found, fix=f"{squeezed}; or {found.fix}")
    yield found


def _made(usual: Returned, told: Finding) -> Place | None:
    """The line that has made the output; or the one that has made other rows of the batch, where a loss
    is about these."""
    rows = usual.reshaped or usual.lost if told.name.endswith(".batch") else None
    return rows or usual.made


def _is_resized(output: Shape, target: Shape) -> bool:
    """Whether a target is the map that an output is, in another size."""
    same = len(output) == len(target) == 4 and output[:2] == target[:2]
    return same and output[2:] != target[2:]


def _unlearning(seen: Seen, probe: Probe, when: str) -> Finding:
    """What it returns requires no grad: a line has cut the graph, or nothing has asked for one."""
    cut = seen.detached if isinstance(seen, Returned) and not seen.no_grad else None
    text = "nothing that it returns depends on a parameter that requires grad: it can't learn"
    fix = (
        "leave requires_grad=True for the parameters to be trained, and set it for a new head;"
        " no torch.no_grad() and no .detach() behind them in forward()"
    )
    if cut is not None:
        text = (
            f"{text}, since what is called there has no gradient, or takes the tensor out of the graph"
        )
        fix = (
            "use what has a gradient: a softmax and a weighted mean in place of argmax(); no .detach(),"
            " .data or .item() in forward()"
        )
    asked = seen.asked if isinstance(seen, Returned) else None
    if asked is not None:
        cut = asked.place
        text = f"{text}. None does, though a line asks for it: {asked.name}"
        fix = "make a list of it, which can be run over again: list(...)"
    elif cut is None and isinstance(seen, Returned):
        cut = seen.frozen
    if cut is None and isinstance(seen, Returned) and seen.trainable and seen.uncalled:
        return _beside(seen, seen.outermost.get(seen.uncalled[0], ""), probe, when)
    return Finding(
        kind="silent",
        name="requires_grad",
        text=text,
        when=when,
        probe=probe,
        site=seen.last if isinstance(seen, Returned) and (cut is not seen.detached or asked) else "",
        place=cut,
        fix=fix,
        page=AUTOGRAD,
    )


def _beside(seen: Returned, site: str, probe: Probe, when: str) -> Finding:
    """A head that was given a name which forward() does not use, while the rest is frozen."""
    return Finding(
        kind="silent",
        name="uncalled",
        text=f"nothing that it returns depends on a parameter that requires grad: {site} does, and"
        f" forward() never calls it; the last that it calls is {seen.last}",
        when=when,
        probe=probe,
        site=site,
        fix=f"give it the name of what is called: {seen.last} in place of {site}",
        page=AUTOGRAD,
    )


def _unregistered(seen: Returned, probe: Probe) -> Iterator[Finding]:
    for one in dict.fromkeys(seen.unregistered):
        what = "tensors that require grad" if one.plain else "parameters"
        whose = f" (self.{', self.'.join(one.attributes)} of {one.kind})" if one.attributes else ""
        yield Finding(
            kind="silent",
            name=UNREGISTERED,
            text=f"forward() uses {what}{whose} that model.parameters() does not have: no optimizer"
            " trains them, and no state dict saves them",
            when="in a step of training",
            probe=probe,
            site=one.site,
            place=one.place,
            fix=_register(one),
            page=MODULES,
        )


def _register(one: Stranger) -> str:
    if one.plain:
        return "make each a parameter: nn.Parameter(tensor)"
    if not one.attributes:
        return "make it in __init__(), as an attribute: what is made in forward() is new in each call"
    if one.place is not None and one.place.code.startswith(f"{one.attributes[0]} ="):
        name = one.attributes[0]
        return (
            f"make it in __init__(), self.{name} = ...: what the body of a class makes is no part of its"
            " objects"
        )
    if one.container:
        return f"make it an nn.{one.container}, which registers what it holds: {_held(one)}"
    return "keep modules in nn.ModuleList or nn.ModuleDict, parameters as attributes of a module"


def _held(one: Stranger) -> str:
    """How the attribute is written with what registers all that it holds."""
    name = f"self.{one.attributes[0]}"
    empty = one.place is not None and EMPTY.search(one.place.code) is not None
    return f"{name} = nn.{one.container}({'' if empty else name})"
