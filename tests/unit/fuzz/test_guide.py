"""The guide aims at what its shard has not tried, and the shards of a campaign go through all."""

import pytest
import torch

from fuzz.campaign.guide import STRIDE, Guide
from fuzz.execution.composition.compose import Composed
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.verdict.evaluation import Evaluation
from fuzz.verdict.table import Table
from resnet_fuzz import Case
from strategies.coverage import Pair, every_loss_pair, every_pair, pairs_of
from strategies.surgery import Remove

CASE = Case(edits=(Remove(site="fc"),))
OUTPUT = Composed(TensorMeta((2, 1000), torch.float32, (1000, 1)), (), differentiable=True)


def inspected(case: Case, composed: Composed | None = None) -> Evaluation:
    return Evaluation(case, Table((None,)), composed)


def aims(guide: Guide, count: int) -> list[Pair]:
    """The next aims, as many as there are up to a number."""
    found = (guide.aim() for _ in range(count))
    return [pair for pair in found if pair is not None]


@pytest.mark.parametrize("shard", [0, 1, 1000])
def test_a_shard_aims_at_every_pair_once(shard: int) -> None:
    aimed = aims(Guide(shard), 2 * len(every_pair()))
    assert len(aimed) == len(every_pair())
    assert set(aimed) == every_pair()


def test_a_pair_that_was_tried_is_not_aimed_at() -> None:
    guide = Guide(0)
    guide.new_in(inspected(CASE))
    assert set(aims(guide, len(every_pair()))) == every_pair() - set(pairs_of(CASE))


def test_what_was_tried_before_the_campaign_comes_last() -> None:
    before = frozenset(sorted(every_pair())[::2])
    aimed = aims(Guide(3, before), len(every_pair()))
    fresh = every_pair() - before
    assert set(aimed[: len(fresh)]) == fresh
    assert set(aimed[len(fresh) :]) == before


def test_where_all_was_tried_before_it_is_as_if_nothing_was() -> None:
    ordinary, again = (aims(Guide(3, before), len(every_pair())) for before in ((), every_pair()))
    assert again == ordinary


def test_a_pair_is_new_once() -> None:
    guide = Guide(0)
    assert set(guide.new_in(inspected(CASE))) == set(pairs_of(CASE))
    assert guide.new_in(inspected(CASE)) == []
    assert guide.new_in(inspected(Case())) == []
    (other,) = guide.new_in(inspected(Case(edits=(Remove(site="conv1"),))))
    assert other == ("edit", "remove identity", "stem")


def test_the_losses_that_an_output_is_held_against_are_new_once() -> None:
    guide = Guide(0)
    assert set(guide.new_in(inspected(CASE, OUTPUT))) == every_loss_pair() | set(pairs_of(CASE))
    assert guide.new_in(inspected(CASE, OUTPUT)) == []


def test_shards_side_by_side_aim_at_every_pair_between_them() -> None:
    shards = range(-(-len(every_pair()) // STRIDE))
    assert {pair for shard in shards for pair in aims(Guide(shard), STRIDE)} == every_pair()


def test_the_first_aims_of_a_shard_are_of_several_groups() -> None:
    for shard in range(60):
        assert len({group for group, _, _ in aims(Guide(shard), 3 * STRIDE)}) >= 2


def test_a_shard_aims_alike_each_time() -> None:
    assert aims(Guide(3), 50) == aims(Guide(3), 50)
    assert aims(Guide(3), 50) != aims(Guide(4), 50)
