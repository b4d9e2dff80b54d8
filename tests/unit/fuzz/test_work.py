"""What a shard tells of while it is carried out."""

import pytest

from fuzz.campaign.event import AnyEvent, Catalogued, Met, Worded
from fuzz.campaign.shard import Shard
from fuzz.campaign.surroundings import Surroundings
from fuzz.campaign.work import work
from fuzz.execution.threads import one_thread
from strategies.contract import predict_network

CASES = 40


@pytest.fixture(scope="module")
def told() -> list[AnyEvent]:
    """The events of a shard that shrinks nothing: as soon as it has to, it is told to hurry."""
    events: list[AnyEvent] = []
    one_thread()
    around = Surroundings(
        worker="test",
        device="cpu",
        emit=events.append,
        taken=lambda _, __: False,
        claim=lambda _, __: True,
        stopped=lambda: False,
        stop=lambda: None,
        running=lambda _: None,
        hurry=lambda: True,
    )
    work(Shard(seed=4, index=0, cases=CASES), around)
    return events


def test_each_failure_is_met_once_and_shrunk_once(told: list[AnyEvent]) -> None:
    met = [event.id for event in told if isinstance(event, Met)]
    made = [event.entry.id for event in told if isinstance(event, Catalogued)]
    assert len(met) == len(set(met)) > 10
    assert set(made) <= set(met)


def test_what_lies_behind_a_fault_is_met_in_a_case_without_that_fault(told: list[AnyEvent]) -> None:
    met = [event for event in told if isinstance(event, Met)]
    fronts = {event.found: event for event in reversed(met) if not event.behind}
    behind = [event for event in met if event.behind]
    assert behind
    for event in behind:
        front = fronts[event.found]
        first = predict_network(front.case).broken
        assert first is not None
        assert event.case != front.case


def test_what_torch_says_of_each_failure_is_told(told: list[AnyEvent]) -> None:
    worded = {event.id: event.wordings for event in told if isinstance(event, Worded)}
    for event in told:
        if isinstance(event, Met) and event.finding.signature.kind == "rejected":
            assert worded[event.id]
