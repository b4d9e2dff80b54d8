"""Planted faults are found within a stated number of cases, and shrunk to their known minimum.

How an entry is mended and how far it reaches is looked at in ``tests/unit/triage``, and left out here.
So is what another device says, and whatever isn't planted.
"""

import pytest

from fuzz.campaign.context import ShardContext
from fuzz.campaign.event import AnyEvent, Catalogued
from fuzz.campaign.opinion import SecondOpinions
from fuzz.campaign.shard import Shard
from fuzz.campaign.work import work
from fuzz.catalogue import Entry
from fuzz.execution.observe import observe
from fuzz.execution.outcome import Raised
from fuzz.execution.threads import one_thread
from fuzz.triage.record import Surveyor
from fuzz.triage.stand_in import smaller
from fuzz.verdict.evaluation import forget_all
from strategies.case import key
from tests.quality.planted import FAULTS, Fault, plant

CASES, SEED = 4000, 2
"""All faults together are to be found in so many cases, with any seed; with this one, in 800."""


@pytest.fixture(scope="module")
def found() -> dict[str, Entry]:
    """The entries of one shard run with all faults planted, by the name of the fault."""
    entries: dict[str, Entry] = {}
    seen: set[str] = set()

    def emit(event: AnyEvent) -> None:
        if isinstance(event, Catalogued):
            entries[event.entry.observed[0].message] = event.entry

    def is_claimed(name: str, _: int) -> bool:
        return name in seen or "plantedfault" not in name

    def claim(name: str, shard: int) -> bool:
        new = not is_claimed(name, shard)
        seen.add(name)
        return new

    one_thread()
    forget_all()
    with pytest.MonkeyPatch.context() as patch:
        for fault in FAULTS:
            plant(fault, patch)
        patch.setattr(Surveyor, "proven", lambda _, entry, finding: entry)
        patch.setattr(Surveyor, "reach", lambda *_: "")
        patch.setattr(SecondOpinions, "differing", lambda *_: iter(()))
        context = ShardContext(
            worker="test",
            device="cpu",
            emit=emit,
            is_claimed=is_claimed,
            claim=claim,
            stop=lambda: None,
            stopped=lambda: len(entries) == len(FAULTS),
            running=lambda _: None,
            past_deadline=lambda: False,
        )
        work(Shard(seed=SEED, index=0, cases=CASES), context)
    forget_all()
    return entries


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_is_found_and_shrunk_to_its_minimum(fault: Fault, found: dict[str, Entry]) -> None:
    assert fault.name in found, f"not among what {CASES} cases found: {sorted(found)}"
    assert key(found[fault.name].case).decode() == key(fault.smallest).decode()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_smallest_case_is_free_of_the_fault_when_it_is_not_planted(fault: Fault) -> None:
    outcome = observe(smaller(fault.smallest))
    assert not isinstance(outcome, Raised) or outcome.exception != "PlantedFault"
