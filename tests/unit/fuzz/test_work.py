"""What a shard tells of while it is carried out."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from fuzz.campaign.context import ShardContext
from fuzz.campaign.event import AnyEvent, Catalogued, Ended, Met, NewMessage, Ran
from fuzz.campaign.progress import Progress
from fuzz.campaign.shard import Shard
from fuzz.campaign.work import work
from fuzz.catalogue import Entry
from fuzz.execution.outcome import Died
from fuzz.execution.threads import one_thread
from fuzz.verdict.evaluation import forget_all
from strategies.case import Case
from strategies.contract import predict_network
from strategies.input import Input

CASES = 40


def fine(_: Case) -> Died | None:
    """No case ends a process."""
    return None


@pytest.fixture(scope="module")
def told() -> list[AnyEvent]:
    """The events of a shard that shrinks nothing: as soon as it has to, it is told to hurry."""
    return carried_out([0], CASES)


def context_of(events: list[AnyEvent]) -> ShardContext:
    """What shards need that leave failures to earlier ones, and tell ``events``."""
    claims: dict[str, int] = {}
    return ShardContext(
        worker="test",
        device="cpu",
        emit=events.append,
        is_claimed=lambda name, shard: claims.get(name, shard + 1) <= shard,
        claim=lambda name, shard: claims.setdefault(name, shard) >= shard,
        stopped=lambda: False,
        stop=lambda: None,
        running=lambda _: None,
        past_deadline=lambda: True,
    )


def carried_out(
    order: list[int], cases: int, fate: Callable[[Case], Died | None] = fine
) -> list[AnyEvent]:
    """The events of shards carried out one after the other, which leave failures to earlier ones."""
    events: list[AnyEvent] = []
    one_thread()
    context = replace(context_of(events), fate=fate)
    seconds = 60.0 if fate is not fine else 0.0  # past its deadline, it shrinks nothing in a child
    for index in order:
        work(Shard(seed=1, index=index, cases=cases, seconds=seconds), context)
    return events


def catalogue(events: list[AnyEvent]) -> dict[str, Entry]:
    """What a campaign of these events leaves behind."""
    progress = Progress(began=0.0)
    for event in events:
        progress.add(event)
    return dict(sorted(progress.entries.items()))


def test_the_order_of_the_shards_does_not_matter_to_what_is_found() -> None:
    forth, back = (catalogue(carried_out(order, 4)) for order in ([0, 1], [1, 0]))
    assert forth == back


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
        first = predict_network(front.case).any_violation
        assert first is not None
        assert event.case != front.case


def test_what_torch_says_of_each_failure_is_told(told: list[AnyEvent]) -> None:
    assert [event for event in told if isinstance(event, NewMessage) and event.wordings]
    for event in told:
        if isinstance(event, Catalogued) and event.entry.signature.kind == "rejected":
            assert event.entry.wordings


def test_what_lies_behind_a_fault_may_end_the_process(told: list[AnyEvent]) -> None:
    behind = next(event for event in told if isinstance(event, Met) and event.behind)
    died = Died(fate="crashed", how="SIGABRT", stage="forward", op="CELU")

    def fate(case: Case) -> Died | None:
        return died if (case.edits, case.input) == (behind.case.edits, behind.case.input) else None

    events = carried_out([0], behind.found.index + 1, fate)
    (met,) = (e for e in events if isinstance(e, Met) and e.finding.signature.kind == "crashed")
    assert (met.case.edits, met.found, met.behind) == (behind.case.edits, behind.found, behind.behind)


def test_what_ended_a_process_after_its_own_shard_is_met_in_the_next() -> None:
    events: list[AnyEvent] = []
    case = Case(input=Input(shape=(2, 3, 33, 33)))
    died = Died(fate="crashed", how="SIGABRT", stage="forward", op="CELU")
    context = ShardContext(
        worker="test",
        device="cpu",
        emit=events.append,
        is_claimed=lambda *_: False,
        claim=lambda *_: True,
        stopped=lambda: True,
        stop=lambda: None,
        running=lambda _: None,
        past_deadline=lambda: True,
        inherited=((case, died),),
    )
    work(Shard(seed=0, index=3, seconds=1.0), context)
    (met,) = (event for event in events if isinstance(event, Met))
    assert (met.case, met.finding.signature.kind, met.shard) == (case, "crashed", 3)


def test_a_case_is_left_where_it_is_when_the_time_is_over() -> None:
    """A worker that still works on it then is killed, and what it has counted goes with it."""
    events: list[AnyEvent] = []
    ran: list[Case] = []
    one_thread()
    context = replace(context_of(events), running=ran.append, late=lambda: len(ran) >= 5)
    forget_all()
    work(Shard(seed=4, index=0, cases=CASES, seconds=60.0), context)
    assert len(ran) == 5
    assert {event.cases for event in events if isinstance(event, Ran)} == {0}
    assert isinstance(events[-1], Ended)
