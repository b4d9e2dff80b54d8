"""Faults of a network as it is built, which show without a run."""

import re
from collections.abc import Iterator

from fuzz.check.cause.kind import SHARED
from fuzz.check.code.returning import returning
from fuzz.check.finding import Finding
from fuzz.check.network.description import Description
from fuzz.check.plain.probe import Probe

REPEATED = re.compile(r"\] *\*|\* *\[")
"""A list that is multiplied."""

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
        fix = f"let {other} be a copy: copy.deepcopy(...)"
        if place is None or not REPEATED.search(place.code):
            place = there.repeated or place
        if place is not None and REPEATED.search(place.code):
            fix = "make each of them: a list times a number has the same module several times,"
            fix += " [nn.Linear(...) for _ in range(n)] has several"
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
