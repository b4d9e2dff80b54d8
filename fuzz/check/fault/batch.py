"""Faults of the batch: merged with another dimension, fixed, squeezed, or its samples are mixed."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.code.squeezing import squeezes
from fuzz.check.finding import Finding, failure
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Probe, batched, enlarged, unlossed
from fuzz.check.plain.seen import Raised, Returned
from fuzz.check.running.lab import Lab
from strategies.rule import shown


def merged_batch(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An output whose first dimension grows with the batch, and is not it."""
    count = probe.inputs[0].shape[0]
    more = batched(probe, 2 * count)
    seen, twice = lab.see(probe), lab.see(more)
    if not isinstance(seen, Returned) or not isinstance(twice, Returned):
        return
    for at, one in seen.outputs.items():
        other = twice.outputs.get(at)
        if other is None or one.shape[:1] == (count,) or not one.shape or other.shape == one.shape:
            continue
        if other.shape[0] == 2 * one.shape[0] and seen.reshaped is not None:  # else they are joined
            joins = one.shape[0] > count
            others = "together with another dimension" if joins else "in groups, which may be meant"
            yield Finding(
                kind="silent" if joins else "remark",
                name="merged_batch",
                text=f"a batch of {count} gives an output of shape {shown(one.shape)}, whose first"
                f" dimension is the batch {others}",
                when=f"with a batch of {count}",
                probe=probe,
                place=seen.reshaped,
                fix="keep the batch in front: torch.flatten(x, 1), or x.view(x.size(0), -1)",
            )


def no_batch(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An output that is as large for any batch: something else is taken for the batch, or computed over
    it."""
    count = probe.inputs[0].shape[0]
    seen, more = lab.see(probe), lab.see(batched(probe, count + 1))
    if not isinstance(seen, Returned) or not isinstance(more, Returned):
        return
    if len(probe.inputs[0].shape) < 3 or seen.outputs != more.outputs:
        return
    shapes = [one.shape for one in seen.outputs.values() if one.shape]
    if shapes:
        bag = shapes[0][0] == 1
        yield Finding(
            kind="remark" if bag else "silent",
            name="no_batch",
            text=f"the output has the shape {shown(shapes[0])} for a batch of {count} as for one of"
            f" {count + 1}: nothing in it belongs to a sample"
            + (", which may be meant where the samples make up one whole" if bag else ""),
            when=f"with a batch of {count}",
            probe=probe,
            place=seen.lost,
            fix="keep the batch in front: x[:, -1] takes the last step of each sequence, dim=1 compares"
            " features",
        )


def batch_size(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that takes one batch size alone."""
    count = probe.inputs[0].shape[0]
    for size in (count + 1, 2 * count + 1):
        other = batched(probe, size)
        seen = lab.see(other)
        if isinstance(seen, Raised):
            found = failure(seen, other, f"with a batch of {size} in place of {count}", lab)
            if found.name == "refused":
                yield found
            elif _takes_multiples(lab, probe):
                yield _multiples(found, count)
            else:
                yield replace(
                    found, name="batch_size", fix=found.fix or "use x.size(0) for the batch size"
                )
            return


def _takes_multiples(lab: Lab, probe: Probe) -> bool:
    """Whether a batch that is two, three or four times as large will do, but not any: samples belong
    together, as pairs or the frames of a clip do."""
    count = probe.inputs[0].shape[0]
    between = (lab.see(batched(probe, size)) for size in (count + 1, 2 * count + 1))
    if count < 2 or not any(isinstance(one, Raised) for one in between):
        return False
    larger = (lab.see(batched(probe, times * count)) for times in (2, 3, 4))
    return all(isinstance(one, Returned) for one in larger)


def _multiples(found: Finding, count: int) -> Finding:
    return replace(
        found,
        kind="remark",
        name="batch_multiple",
        text=f"batches of {count}, {2 * count}, {3 * count} and {4 * count} run, others do not:"
        f" {found.text}",
        fix="if samples belong together, as pairs or the frames of a clip do, use drop_last=True; else"
        " use x.size(0) for the batch size",
        change=None,
    )


NAMED = "name the dimension that is to go: x.squeeze(-1), or torch.flatten(x, 1)"


def batch_of_one(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A batch of one that fails, or whose output has lost its batch dimension."""
    alone = batched(probe, 1)
    more, seen = lab.see(probe), lab.see(alone)
    if not isinstance(more, Returned):
        return
    if isinstance(seen, Raised):
        if not _takes_multiples(lab, probe):  # else that is told of other sizes
            yield _squeezed(failure(seen, alone, "with a batch of one, in eval mode", lab), seen.at)
        return
    if not isinstance(seen, Returned):
        return
    for at, one in seen.outputs.items():
        usual = more.outputs.get(at)
        if usual is not None and len(one.shape) < len(usual.shape):
            yield Finding(
                kind="silent",
                name="squeezed_batch",
                text=f"a batch of one gives an output of shape {shown(one.shape)}, where a batch of"
                f" {probe.inputs[0].shape[0]} gives {shown(usual.shape)}: its batch dimension is gone",
                when="with a batch of one",
                probe=alone,
                place=seen.reshaped,
                fix=NAMED,
            )


def _squeezed(found: Finding, at: At) -> Finding:
    """The same put down to a squeeze() that has taken the batch away, where one has."""
    place = at.reshaped
    if not squeezes(place):
        return found
    return replace(
        found,
        name="squeezed_batch",
        text=f"squeeze() takes the batch away as well where it is one; then {found.text}",
        place=place,
        fix=NAMED,
        change=None,
    )


def one_in_training(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A batch norm that has one value of each channel for an image, whatever its size."""
    larger = enlarged(probe, 2)
    if len(probe.inputs[0].shape) < 4 or not isinstance(lab.see(unlossed(larger)), Returned):
        return
    alone = replace(batched(larger, 1), mode="train", backward=True)
    seen = lab.see(alone)
    if not isinstance(seen, Raised) or "more than 1 value per channel" not in seen.message:
        return
    if len(seen.at.inputs[:1]) and len(seen.at.inputs[0].shape) > 2:
        found = failure(seen, alone, "with one image in training", lab)
        yield replace(
            found,
            kind="remark",
            name="one_in_training",
            text=f"{seen.at.site} gets a pooled map {shown(seen.at.inputs[0].shape)}: one value of each"
            " channel, of which batch norm can take no statistics, whatever the size of the image",
            fix="train with two images or more (drop_last=True); or nn.GroupNorm, or no norm, behind the"
            " pooling",
            change=None,
        )


def empty_batch(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """A network that fails on a batch of none, as the last one of a filtered data set may be."""
    none = batched(probe, 0)
    seen = lab.see(none)
    if isinstance(seen, Raised):
        found = failure(seen, none, "with an empty batch, in eval mode", lab)
        yield replace(found, kind="remark", name="empty_batch", change=None)
