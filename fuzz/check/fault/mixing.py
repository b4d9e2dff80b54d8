"""Samples that are mixed: what comes out for one depends on the others."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.fault.batch import merged_batch
from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe, batched, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab

MIXED = (
    "look for a dimension that is taken for the batch: batch_first=True of a recurrent or attention"
    " layer, dim of a softmax, a view that does not begin with x.size(0)"
)
COUNTED = (
    "count along the sequence: pe[:, :x.size(1)] for x of (N, T, C), in place of pe[:x.size(0)]; or give"
    " it the sequence first"
)
VIEWED = (
    "view() and reshape() leave all values in their order: to swap dimensions, use permute() or"
    " transpose(); to join some, keep the batch in front: x.reshape(x.size(0), -1)"
)


def mixed_samples(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An output of a sample that depends on the other samples, in eval mode."""
    if probe.inputs[0].shape[0] < 2 or any(True for _ in merged_batch(lab, probe)):
        return
    again = lab.see(replace(probe, against="again"))
    if not isinstance(again, Returned) or again.differs or again.is_led_astray:
        return  # what differs by itself, or as batch norm in training does, says nothing of samples
    if _are_several(lab, probe):
        for number in range(len(probe.inputs)):
            there = replace(probe, against="alone", changed=number)
            seen = lab.see(there)
            if not isinstance(seen, Returned) or not seen.differs:
                continue
            if _follows(lab, probe, number, seen.differs):
                yield _mixed(seen, there)
                return
        return
    there = replace(probe, against="alone")
    seen = lab.see(there)
    if isinstance(seen, Returned) and seen.differs and _has_batch(lab, probe, seen.differs):
        yield _mixed(_with_odd_batch(lab, probe) or seen, there)


def _mixed(seen: Returned, probe: Probe) -> Finding:
    told = f" {seen.from_site} mixes them." if seen.from_site else ""
    code = seen.from_place.code if seen.from_place is not None else ""
    viewed = any(f"{name}(" in code for name in ("view", "reshape"))
    told += f" It may be meant: {seen.from_meant}" if seen.from_meant else ""
    return Finding(
        kind="remark" if seen.from_meant else "silent",
        name="mixed_samples",
        text="in eval mode, what comes out for a sample depends on the other samples of the batch."
        + told,
        when="when only the second sample of the batch is changed",
        probe=probe,
        site=seen.from_site,
        place=seen.from_place,
        fix=seen.from_fix or (VIEWED if viewed else MIXED),
    )


def by_place(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """An output of a sample that depends on where in the batch it is, though not on the others."""
    there = batched(probe, ODD)
    if probe.inputs[0].shape[0] < 2 or not _is_quiet(lab, there):
        return
    seen = lab.see(replace(there, against="turned"))
    if isinstance(seen, Returned) and seen.differs and _has_batch(lab, there, seen.differs):
        yield Finding(
            kind="silent",
            name="by_place",
            text=f"what comes out for a sample depends on its place in the batch, {_numbered(seen)}",
            when="with the batch in the other order",
            probe=replace(there, against="turned"),
            site=seen.from_site,
            place=seen.from_place,
            fix=seen.from_fix or COUNTED,
        )


def _numbered(seen: Returned) -> str:
    if seen.from_fix:
        return f"which {seen.from_site} takes for the places of a sequence"
    return (
        "as of something that is numbered along the first dimension, which is taken for that of a"
        " sequence"
    )


def _is_quiet(lab: Lab, probe: Probe) -> bool:
    """Whether it is the same when it is run again, and mixes no samples."""
    runs = (lab.see(replace(probe, against="again")), lab.see(replace(probe, against="alone")))
    return all(isinstance(one, Returned) and not one.differs for one in runs)


ODD = 5
"""A batch size that hardly anything else is as large as: two directions of a GRU are as many as two
samples."""


def _with_odd_batch(lab: Lab, probe: Probe) -> Returned | None:
    """What is seen of mixed samples in a batch of an odd size; None where it doesn't take one."""
    seen = lab.see(replace(batched(probe, ODD), against="alone"))
    return seen if isinstance(seen, Returned) and seen.differs and seen.from_place is not None else None


def _has_batch(lab: Lab, probe: Probe, at: str) -> bool:
    """Whether the first dimension of an output is the batch, and not as large by chance, as that of the
    states of two layers is."""
    count = probe.inputs[0].shape[0]
    seen = lab.see(batched(probe, count + 1))
    if not isinstance(seen, Returned):
        return True
    output = seen.outputs.get("" if at == "the output" else at)
    return output is None or output.shape[:1] == (count + 1,)


def _are_several(lab: Lab, probe: Probe) -> bool:
    """Whether the inputs need not have the same batch: what is compared with another set, such as the
    images of a query with those of a support, depends on all of that."""
    numbers = range(1, len(probe.inputs))
    return any(isinstance(_with_larger(lab, probe, number), Returned) for number in numbers)


def _follows(lab: Lab, probe: Probe, number: int, at: str) -> bool:
    """Whether the batch of an output is that of one of the inputs, and of no other one."""
    count = probe.inputs[0].shape[0]
    for other in range(len(probe.inputs)):
        seen = _with_larger(lab, probe, other)
        output = seen.outputs.get("" if at == "the output" else at) if seen is not None else None
        if output is None or output.shape[:1] != (count + (other == number),):
            return False
    return True


def _with_larger(lab: Lab, probe: Probe, number: int) -> Returned | None:
    """What is seen with a batch of one more in one of several inputs; None where it does not run."""
    count, one = probe.inputs[0].shape[0], probe.inputs[number]
    if one.shape[:1] != (count,):
        return None
    larger = replace(one, shape=(count + 1, *one.shape[1:]))
    inputs = (*probe.inputs[:number], larger, *probe.inputs[number + 1 :])
    seen = lab.see(replace(unlossed(probe), inputs=inputs))
    return seen if isinstance(seen, Returned) else None
