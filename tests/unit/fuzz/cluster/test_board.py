"""The board, and the ports through which workers reach it: claims, fates, events, and what is late."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from fuzz.campaign.event import AnyEvent, Ended, MetAgain, Started, Surveyed
from fuzz.campaign.shard import Plan
from fuzz.engine.claims import ClaimRule
from fuzz.engine.cluster.board import Attempt, Board
from fuzz.engine.cluster.port import PAUSE, BoardPort
from fuzz.execution.outcome import Died
from tests.unit.fuzz.sample import CASES
from tests.unit.fuzz.test_trace import die

PLAN = Plan(shards=(), known=("forward-old",), claims={"forward-settled": 2})
TIMED = replace(PLAN, deadline=3.5)
DIED = Died(fate="crashed", how="SIGABRT", stage="forward", op="conv2d")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Team:
    """A board, and a port of it for each shard that is asked for."""

    def __init__(self, plan: Plan, directory: Path) -> None:
        self.plan, self.directory = plan, directory
        self.board, self.clock = Board(plan), Clock()

    def port(self, shard: int, number: int = 1) -> BoardPort:
        rule = ClaimRule.of(self.plan)
        name = f"worker-{shard}-{number}"
        return BoardPort(self.board, Attempt(shard, number), rule, self.directory, name, now=self.clock)

    def told(self) -> list[AnyEvent]:
        return [msgspec.json.decode(line, type=AnyEvent) for line in self.board.take().events]


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(PLAN, tmp_path)


@pytest.fixture
def timed(tmp_path: Path) -> Team:
    return Team(TIMED, tmp_path)


def ended(shard: int, at: float = 1.0) -> Ended:
    return Ended(at=at, shard=shard, worker="w", complete=True)


def test_the_first_shard_that_has_a_failure_is_the_one_that_counts(team: Team) -> None:
    third, ninth = team.port(3), team.port(9)
    assert ninth.claim("forward-x", 9)
    assert not ninth.claim("forward-x", 9)
    assert not third.is_claimed("forward-x", 3)
    assert third.claim("forward-x", 3)
    assert [team.port(shard).is_claimed("forward-x", shard) for shard in (2, 3, 5)] == [
        False,
        True,
        True,
    ]
    assert not team.port(5).claim("forward-x", 5)


def test_where_time_bounds_the_campaign_the_first_to_come_is_the_only_one(timed: Team) -> None:
    assert timed.port(9).claim("forward-x", 9)
    assert not timed.port(3).claim("forward-x", 3)
    assert timed.port(3).is_claimed("forward-x", 3)


def test_what_is_known_or_settled_is_claimed_from_the_start(team: Team, timed: Team) -> None:
    for one in (team, timed):
        assert not one.port(2).claim("forward-old", 2)
        assert not one.port(2).claim("forward-settled", 2)
    assert team.port(1).claim("forward-settled", 1)
    assert not timed.port(1).claim("forward-settled", 1)


def test_a_shard_that_is_begun_anew_has_claimed_nothing(team: Team) -> None:
    assert team.port(3).claim("forward-x", 3)
    again = team.port(3, number=2)
    again.forgo(3)
    assert again.claim("forward-x", 3)
    assert not team.port(4).claim("forward-x", 4)


def test_but_what_it_has_settled_stands_and_was_told_before(team: Team) -> None:
    port = team.port(3)
    assert port.claim("forward-x", 3)
    surveyed = Surveyed(at=1.0, shard=3, id="forward-x", found=None, region="Everywhere.")
    port.emit(surveyed)
    port.settle("forward-x", 3)
    assert team.told() == [surveyed]
    again = team.port(3, number=2)
    again.forgo(3)
    assert not again.claim("forward-x", 3)
    assert again.is_claimed("forward-x", 3)
    port.settle("forward-y", 3)  # it is late, and nothing that it says counts
    assert team.port(3, number=3).claim("forward-y", 3)


def test_what_can_wait_is_told_with_what_cannot_and_in_order(team: Team) -> None:
    port = team.port(0)
    met = MetAgain(at=1.0, shard=0, id="forward-old")
    port.emit(met)
    assert team.told() == []
    port.emit(ended(0))
    assert team.told() == [met, ended(0)]
    assert team.told() == []


def test_what_waits_is_told_after_a_while(team: Team) -> None:
    port = team.port(0)
    met = MetAgain(at=1.0, shard=0, id="forward-old")
    port.emit(met)
    assert not port.stopped()
    assert team.told() == []
    team.clock.now = PAUSE
    assert not port.stopped()
    assert team.told() == [met]


def test_a_try_that_a_later_one_has_followed_counts_no_longer(team: Team) -> None:
    late = team.port(3)
    late.emit(Started(at=1.0, shard=3, worker="w", device="cpu", torch="", torchvision=""))
    assert len(team.told()) == 1
    team.port(3, number=2)
    late.emit(ended(3))
    assert team.told() == []
    assert late.stopped()
    assert not late.claim("forward-x", 3)
    assert team.port(3, number=2).claim("forward-x", 3)


def test_stop_is_heard_by_all(team: Team) -> None:
    one, other = team.port(0), team.port(1)
    one.stop()
    assert (one.stopped(), other.stopped()) == (True, False)
    team.clock.now = PAUSE
    assert other.stopped()
    assert team.board.take().stopped


def test_what_ends_a_process_is_told_to_all(team: Team) -> None:
    one, other = team.port(0), team.port(1)
    one.condemn(CASES[0], DIED)
    assert (dict(one.fates()), dict(other.fates())) == ({CASES[0]: DIED}, {})
    other.exchange()
    assert dict(other.fates()) == dict(team.port(2).fates()) == {CASES[0]: DIED}
    assert not dict(other.fates())
    assert team.board.take().condemned == 1


def test_workers_of_a_node_look_at_what_one_of_them_has_left(team: Team) -> None:
    die(team.directory, 2)
    (left,) = team.port(4).take_left(0)
    assert (left.worker, left.shard, len(left.cases)) == ("gw0", 7, 2)
    assert list(team.port(5).take_left(0)) == []


def test_the_campaign_is_told_which_nodes_have_begun(team: Team) -> None:
    attempt = Attempt(3, 1)
    assert (team.board.node(attempt), team.board.take().nodes) == ("", frozenset())
    team.board.begin(attempt, "node-a")
    assert (team.board.node(attempt), team.board.take().nodes) == ("node-a", frozenset({"node-a"}))
