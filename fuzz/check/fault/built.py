"""Faults of a network as it is built, which show without a run."""

from collections.abc import Iterator

from fuzz.check.cause.kind import SHARED
from fuzz.check.code.returning import returning
from fuzz.check.finding import Finding
from fuzz.check.network.description import Description
from fuzz.check.plain.at import Repeated
from fuzz.check.plain.probe import Probe
from fuzz.execution.named.place import Place

WHEN = "as it is built"


def as_built(there: Description, probe: Probe) -> Iterator[Finding]:
    """What was said in vain; a module that has two names, which may be meant, as for the weights of
    twins."""
    for said in there.oversights:
        yield Finding(
            kind="remark" if said.minor else "silent",
            name=said.name,
            text=said.text,
            when=WHEN,
            probe=probe,
            site=said.site,
            place=said.place,
            fix=said.fix,
            page=said.page,
        )
    for one, other in there.shared:
        place = there.made.get(other)
        way = _way(there, place)
        fix = f"let {other} be a copy: copy.deepcopy(...)"
        if way is not None:
            place, fix = way.place, f"make each of them: {way.why}"
        elif place is not None:
            place = returning(place)
        yield Finding(
            kind="remark",
            name=SHARED,
            text=f"{one} and {other} are one module: a change of one changes both",
            when=WHEN,
            probe=probe,
            site=other,
            place=place,
            fix=f"if it is not meant, {fix}",
        )


def _way(there: Description, made: Place | None) -> Repeated | None:
    """What has put one module into several places: the line that has made them parts, or else the only
    one there is."""
    ways = [one for one in there.repeated if one.place == made] or there.repeated
    return ways[0] if len(ways) == 1 else None
