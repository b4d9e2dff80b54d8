"""What depends on values is run whole until it has shown, and then by no other shard of the worker."""

from dataclasses import replace

from fuzz.campaign.context import Backlog
from fuzz.campaign.event import AnyEvent, MetAgain
from fuzz.campaign.news import DOUBTS_OF_WORKER, News
from fuzz.campaign.shard import Shard
from fuzz.catalogue.entry import identify
from fuzz.verdict.evaluation import evaluate
from strategies.case import Case
from strategies.input import Input
from tests.unit.fuzz.test_work import context_of


def test_a_doubt_that_was_settled_is_not_run_by_the_next_shard() -> None:
    evaluation = evaluate(Case(input=Input(shape=(2, 3, 32, 32))))
    doubted = {identify(signature) for signature in evaluation.table.uncertain}
    assert doubted
    runs: list[Case] = []
    events: list[AnyEvent] = []
    known = doubted | {identify(signature) for signature in evaluation.table.first}
    context = replace(context_of(events), known=frozenset(known), running=runs.append, backlog=Backlog())
    for index in range(DOUBTS_OF_WORKER):
        News(Shard(seed=4, index=index, seconds=60.0), context).confirmed(evaluation)
    shown = {event.id for event in events if isinstance(event, MetAgain)} & doubted
    assert shown
    assert len(runs) == len(shown) + DOUBTS_OF_WORKER * len(doubted - shown)


def test_what_one_shard_has_met_is_news_to_the_next_only_where_cases_are_counted() -> None:
    evaluation = evaluate(Case(input=Input(shape=(2, 3, 32, 32))))
    events: list[AnyEvent] = []
    context = replace(context_of(events), backlog=Backlog())
    for seconds, again in ((60.0, False), (0.0, True)):
        first, second = (News(Shard(seed=4, index=index, seconds=seconds), context) for index in (0, 1))
        assert first.any_in(evaluation)
        assert second.any_in(evaluation) is again
        first.confirmed(evaluation)
        told = len(events)
        second.confirmed(evaluation)
        assert (len(events) > told) is again
