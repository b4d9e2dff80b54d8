"""Faults of the loss: it accepts what the network returns, and does not mean it."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.finding import Finding, Kind
from fuzz.check.plain.at import Kept
from fuzz.check.plain.probe import Probe, unlossed
from fuzz.check.plain.seen import Returned, Seen
from fuzz.check.running.lab import Lab
from strategies.contract import predict_compared
from strategies.rule import shown
from strategies.value import Shape
from strategies.violation import Prediction, Violation

SIGNED = {"CrossEntropyLoss": "low score", "BCEWithLogitsLoss": "probability below one half"}
"""Losses that take scores of any sign, and what they can't be without one."""

FEATURES = 2
"""The dimensions of an output that has a row of numbers for each sample."""

SAME = "same_shape"
"""The group of the rules that output and target have one shape."""


def training_loss(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A loss that accepts the output, and does not mean it."""
    yield from broadcast_loss(lab, probe)
    yield from floored_loss(lab, probe)
    said = said_of_loss(lab, probe)
    if said is not None and said.misuse is not None and not said.violations:
        found = of_loss(said.misuse, "silent", probe)
        seen = _returned(lab, probe)
        ended = seen.ended if isinstance(seen, Returned) and seen.domain != "numbers" else None
        yield replace(found, site=ended[0], place=ended[1]) if ended is not None else found


def floored_loss(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """Scores that are never negative, for a loss that takes those of any sign; or numbers for each
    sample, of which some may be meant to be."""
    seen, loss = _returned(lab, probe), probe.loss
    if not isinstance(seen, Returned) or seen.floored is None:
        return
    one = seen.floored
    if loss is None or loss.kind not in SIGNED:
        if "relu" in one.name and seen.floored_features:
            yield _floored(one, probe)
        return
    yield Finding(
        kind="silent",
        name="floored_scores",
        text=f"the scores for nn.{loss.kind} come of {one.name}(), which leaves none below zero: what is"
        f" wrong can't be given a {SIGNED[loss.kind]}, and a score of zero gets no gradient",
        when=f"with nn.{loss.kind}",
        probe=probe,
        site=one.site,
        place=one.place,
        fix=f"return the scores as they are: no {one.name}() behind the last layer",
        page=f"https://docs.pytorch.org/docs/stable/generated/torch.nn.{loss.kind}.html",
    )


def _floored(one: Kept, probe: Probe) -> Finding:
    return Finding(
        kind="remark",
        name="floored_output",
        text=f"what it returns for each sample comes of {one.name}(), which leaves nothing below zero,"
        " and no gradient where it is zero",
        when="with an ordinary input",
        probe=probe,
        site=one.site,
        place=one.place,
        fix=f"if what is to be learned may be negative, no {one.name}() behind the last layer",
    )


def broadcast_loss(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A loss that compares each sample with all, since output and target are broadcast to one shape."""
    said, loss, target = said_of_loss(lab, probe), probe.loss, probe.target
    ran = lab.see(replace(probe, mode="train", backward=True))
    seen = _returned(lab, probe)
    if said is None or loss is None or target is None or not isinstance(seen, Returned):
        return
    if said.violation is None or said.violation.group != SAME or not isinstance(ran, Returned):
        return  # what raises is told with the step of training
    output = next(iter(seen.outputs.values())).shape
    shapes = f"{shown(output)} and {shown(target.shape)}"
    text = f"nn.{loss.kind} broadcasts output and target, {shapes}, to one shape: it compares values"
    fixes = [f"output.squeeze({axis})" for axis in extra(output, target.shape)]
    fixes += [f"target.squeeze({axis})" for axis in extra(target.shape, output)]
    yield Finding(
        kind="silent",
        name="broadcast_loss",
        text=f"{text} that do not belong together",
        when=f"with nn.{loss.kind}",
        probe=replace(probe, mode="train", backward=True),
        place=seen.made,
        fix=f"give both the same shape: {' or '.join((*fixes[:1], said.violation.fix))}",
        page=said.violation.page,
    )


def extra(one: Shape, other: Shape) -> list[int]:
    """The dimensions of size one without which a shape is the other, the last first."""
    axes = [axis for axis, size in enumerate(one) if size == 1 and axis]
    return [axis for axis in reversed(axes) if (*one[:axis], *one[axis + 1 :]) == other]


def said_of_loss(lab: Lab, probe: Probe) -> Prediction | None:
    """What the contract says of the loss of a probe with what the network returns."""
    loss, target = probe.loss, probe.target
    seen = _returned(lab, probe)
    if loss is None or target is None or not isinstance(seen, Returned) or not seen.outputs:
        return None
    output = next(iter(seen.outputs.values()))
    return predict_compared(loss, target, output, seen.domain)


def _returned(lab: Lab, probe: Probe) -> Seen:
    """What the loss gets: that of training, which may be logits where eval mode gives probabilities."""
    seen = lab.see(replace(unlossed(probe), mode="train"))
    return seen if isinstance(seen, Returned) else lab.see(unlossed(probe))


def of_loss(violation: Violation, kind: Kind, probe: Probe) -> Finding:
    """The finding of a rule of the loss."""
    assert probe.loss is not None
    return Finding(
        kind=kind,
        name=violation.rule,
        text=violation.cause,
        when=f"with nn.{probe.loss.kind}",
        probe=probe,
        fix=violation.fix,
        page=violation.page,
    )
