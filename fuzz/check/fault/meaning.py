"""Values that are read as something else than they are: silent, whatever comes out."""

from collections.abc import Iterator

from msgspec.structs import replace

from fuzz.check.fault.reading import reading
from fuzz.check.finding import Finding
from fuzz.check.meaning.order import instead, mixes, turns_map
from fuzz.check.plain.observed import Misread, Reshape
from fuzz.check.plain.probe import Probe, batched, unlossed
from fuzz.check.plain.seen import Returned
from fuzz.check.running.lab import Lab
from strategies.rule import shown

RESHAPE = "https://docs.pytorch.org/docs/stable/generated/torch.reshape.html"

BEHIND = "exchange the dimensions as well: {}"
WHEN = "with an ordinary input"


def misread(lab: Lab, probe: Probe) -> Iterator[Finding]:
    """What one run shows, and channels that are mixed with places, which another size shows."""
    there = replace(unlossed(probe), against="meaning")
    seen = lab.see(there)
    if not isinstance(seen, Returned):
        return
    yield from (_told(one, there) for one in seen.misread)
    told = set()
    for one in _mixing(lab, there, seen):
        if one.place not in told:
            told.add(one.place)
            yield _mixed(one, there)


def _told(one: Misread, probe: Probe) -> Finding:
    said = reading(one)
    return Finding(
        kind="remark" if said.minor else "silent",
        name=said.name,
        text=said.text,
        when=WHEN,
        probe=probe,
        site=one.site,
        place=one.place,
        fix=said.fix,
        page=said.page,
    )


def _mixing(lab: Lab, probe: Probe, seen: Returned) -> Iterator[Reshape]:
    """The reshapes that mix channels with places, as another size of the input tells them apart; or
    where it takes no other, their own."""
    compared = False
    for axis in _axes(probe):
        other = lab.see(_varied(probe, axis))
        if not isinstance(other, Returned) or len(other.reshapes) != len(seen.reshapes):
            continue
        compared = True
        pairs = zip(seen.reshapes, other.reshapes, strict=True)
        yield from (one for one, another in pairs if one.place == another.place and mixes(one, another))
        yield from _of_one_size(lab, probe, seen, other)
    if not compared:
        yield from filter(turns_map, seen.reshapes)


def _of_one_size(lab: Lab, probe: Probe, seen: Returned, other: Returned) -> Iterator[Reshape]:
    """The reshapes of maps that are of one size whatever the image's is, as a pooling makes them, and of
    each sample, as another batch shows: these, by their own sizes."""
    pairs = zip(seen.reshapes, other.reshapes, strict=True)
    fixed = [number for number, (one, same) in enumerate(pairs) if one == same and turns_map(one)]
    batch = probe.inputs[0].shape[0]
    larger = lab.see(batched(probe, 2 * batch)) if fixed else None
    if not isinstance(larger, Returned) or len(larger.reshapes) != len(seen.reshapes):
        return
    for number in fixed:
        one, there = seen.reshapes[number], larger.reshapes[number]
        if there.given == (2 * one.given[0], *one.given[1:]) and turns_map(there):
            yield one


def _axes(probe: Probe) -> tuple[int, ...]:
    """The dimensions of an input that may be of another size: the width, or what is in a row."""
    return {3: (2, 1), 4: (3,), 5: (4, 1)}.get(len(probe.inputs[0].shape), ())


def _varied(probe: Probe, axis: int) -> Probe:
    """The probe with twice the size in a dimension of each input of the shape of the first."""
    shape = probe.inputs[0].shape
    larger = (*shape[:axis], 2 * shape[axis], *shape[axis + 1 :])
    inputs = (replace(one, shape=larger) if one.shape == shape else one for one in probe.inputs)
    return replace(probe, inputs=tuple(inputs))


def _mixed(one: Reshape, probe: Probe) -> Finding:
    return Finding(
        kind="silent",
        name="scrambled",
        text=f"{one.op} makes {shown(one.made)} of {shown(one.given)} as if it exchanged dimensions, but"
        " all values stay in their order in memory: what is read as the features of one place are"
        " values of several places",
        when=WHEN,
        probe=probe,
        site=one.site,
        place=one.place,
        fix=BEHIND.format(instead(one)),
        page=RESHAPE,
    )
