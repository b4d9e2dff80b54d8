"""A plan on the nodes of a cluster that may lose workers and nodes, without the cluster."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.campaign.event import AnyEvent, Died, Ended
from fuzz.campaign.shard import Plan, Shard
from fuzz.engine.cluster.board import Board
from fuzz.engine.cluster.nodes import Nodes, Over
from fuzz.engine.cluster.queue import IN_VAIN, Try
from fuzz.engine.cluster.supervision import Supervision
from fuzz.engine.protocol import LATE
from fuzz.engine.trace import Left
from fuzz.error import FuzzError

PLAN = Plan(shards=tuple(Shard(seed=1, index=index, cases=5) for index in range(4)))

Behaviour = Callable[[Try, "StandIn"], Over | None]


class StandIn:
    """Nodes of which each try does what a test says; without a word it goes on until it is cancelled."""

    def __init__(self, behave: Behaviour) -> None:
        self.board, self.behave = Board(PLAN), behave
        self.running: list[Try] = []
        self.tried: list[tuple[int, int, str]] = []
        self.there = {"a", "b"}
        self.most, self.cancelled = 0, False
        self.remains: list[Left] = []

    def __len__(self) -> int:
        return len(self.running)

    def submit(self, one: Try) -> None:
        self.running.append(one)
        self.tried.append((one.shard.index, one.attempt.number, one.node))
        self.most = max(self.most, len(self.running))
        self.board.begin(one.attempt, one.node or "a")

    def over(self, seconds: float) -> list[Over]:
        if self.cancelled:
            over = [Over(one, died=True) for one in self.running]
        else:
            over = [done for one in self.running if (done := self.behave(one, self))]
        self.running = [one for one in self.running if one not in [each.tried for each in over]]
        return over

    def cancel(self) -> None:
        self.cancelled = True

    def alive(self) -> set[str]:
        return self.there

    def left(self, nodes: Iterable[str], seconds: float) -> Iterator[Left]:
        assert set(nodes) <= {"a", "b"}
        yield from self.remains

    def waits_for(self) -> str:
        return "no shard has begun yet"


def done(one: Try, nodes: StandIn) -> Over:
    event = Ended(at=1.0, shard=one.shard.index, worker="w", complete=True)
    nodes.board.exchange(one.attempt, (msgspec.json.encode(event),), (0, 0))
    return Over(one)


def carried_out(
    behave: Behaviour, plan: Plan = PLAN, workers: int = 2
) -> tuple[StandIn, list[AnyEvent]]:
    nodes, events = StandIn(behave), list[AnyEvent]()
    Supervision(cast(Nodes, nodes), plan, workers, events.append).carry_out()
    return nodes, events


def test_every_shard_is_tried_once_and_no_more_at_a_time_than_there_are_workers() -> None:
    nodes, events = carried_out(done)
    assert nodes.tried == [(index, 1, "") for index in range(4)]
    assert sorted(event.shard for event in events) == [0, 1, 2, 3]
    assert nodes.most == 2


def test_where_a_worker_died_the_next_one_on_that_node_is_first() -> None:
    def behave(one: Try, nodes: StandIn) -> Over:
        return (
            Over(one, died=True) if (one.shard.index, one.attempt.number) == (1, 1) else done(one, nodes)
        )

    nodes, events = carried_out(behave)
    assert nodes.tried[:3] == [(0, 1, ""), (1, 1, ""), (1, 2, "a")]
    assert not any(isinstance(event, Died) for event in events)


def test_where_a_node_is_lost_its_shard_is_tried_elsewhere_as_often_as_that_happens() -> None:
    def behave(one: Try, nodes: StandIn) -> Over:
        nodes.there = {"b"}
        lost = one.shard.index == 1 and one.attempt.number <= 2 * IN_VAIN
        return Over(one, died=True) if lost else done(one, nodes)

    nodes, events = carried_out(behave)
    assert {node for _, _, node in nodes.tried} == {""}
    assert (1, 2 * IN_VAIN + 1, "") in nodes.tried
    assert [type(event) for event in events] == [Ended] * 4


def test_a_shard_whose_workers_leave_nothing_is_given_up_in_the_end() -> None:
    def behave(one: Try, nodes: StandIn) -> Over:
        return Over(one, died=True) if one.shard.index == 1 else done(one, nodes)

    nodes, events = carried_out(behave)
    (died,) = [event for event in events if isinstance(event, Died)]
    assert (died.shard, died.case) == (1, None)
    assert [one for one in nodes.tried if one[0] == 1][-1] == (1, IN_VAIN, "a")


def test_as_long_as_cases_are_condemned_a_shard_is_tried_again() -> None:
    def behave(one: Try, nodes: StandIn) -> Over:
        if one.shard.index == 1 and one.attempt.number <= 2 * IN_VAIN:
            nodes.board.condemn(b"case %d" % one.attempt.number, b"died")
            return Over(one, died=True)
        return done(one, nodes)

    _, events = carried_out(behave)
    assert [type(event) for event in events] == [Ended] * 4


def test_what_fails_once_is_tried_again_and_what_fails_twice_is_told() -> None:
    def once(one: Try, nodes: StandIn) -> Over:
        failed = (one.shard.index, one.attempt.number) == (1, 1)
        return Over(one, error=OSError("disk full")) if failed else done(one, nodes)

    assert (1, 2, "") in carried_out(once)[0].tried
    with pytest.raises(FuzzError, match=r"shard 0 failed; .* A worker said: disk full"):
        carried_out(lambda one, _: Over(one, error=OSError("a traceback\ndisk full")))


def test_what_a_user_can_mend_is_told_at_once() -> None:
    with pytest.raises(FuzzError, match="install the same"):
        carried_out(lambda one, _: Over(one, error=FuzzError("install the same")))


def test_a_first_interrupt_stops_and_a_second_kills() -> None:
    def stop(one: Try, nodes: StandIn) -> Over | None:
        if not nodes.board.take().stopped:
            os.kill(os.getpid(), signal.SIGINT)
            return None
        return done(one, nodes)

    nodes, events = carried_out(stop, workers=1)
    assert ([type(event) for event in events], nodes.cancelled) == ([Ended], False)

    def go_on(one: Try, nodes: StandIn) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        nodes.remains = [Left("w", one.shard.index, ())]

    nodes, events = carried_out(go_on, workers=1)
    assert ([type(event) for event in events], nodes.cancelled) == ([Died], True)


def test_what_goes_on_past_the_end_of_the_time_is_killed() -> None:
    now = time.time()
    plan = replace(PLAN, deadline=now + 60.0, finish=now + 1.0 - LATE)
    nodes, _ = carried_out(lambda *_: None, plan)
    assert nodes.cancelled
    assert len(nodes.tried) == 2
