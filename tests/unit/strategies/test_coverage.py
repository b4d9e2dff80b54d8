"""Pairs of things that are tried together: each can be aimed at, and is known when it was tried."""

import pytest
from hypothesis import given

from fuzz.campaign.draw import draw_round
from fuzz.execution.composition.comparison import all_pairings
from resnet_fuzz import Case
from strategies.coverage import Pair, every_loss_pair, every_pair, loss_pairs, pairs_of
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import LOSSES
from strategies.surgery import AnyEdit, Extract, Insert, Remove, Replace, Truncate
from tests.unit.strategies.strategy import any_cases

SAMPLE = sorted(every_pair())[::9]

CONV = Layer("Conv2d", {"in_channels": 3, "out_channels": 64, "kernel_size": 7})
TRIED: dict[str, tuple[AnyEdit, set[Pair]]] = {
    "truncation": (Truncate(drop=2), {("edit", "truncate", "last 2")}),
    "truncation past the end": (Truncate(drop=11), set()),
    "extraction": (Extract(site="layer4"), {("edit", "extract", "layer4")}),
    "removal": (Remove(site="layer2.0.bn1", how="none"), {("edit", "remove none", "layer2")}),
    "replacement": (
        Replace(site="conv1", layer=CONV),
        {("edit", "replace", "stem"), ("layer", "Conv2d", "stem")},
    ),
    "insertion around it all": (
        Insert(site="", layer=Layer("ReLU")),
        {("edit", "insert", "whole network"), ("layer", "ReLU", "whole network")},
    ),
    "a head of another network": (Replace(site="classifier", layer=Layer("ReLU")), set()),
}


@pytest.mark.parametrize(("edit", "pairs"), TRIED.values(), ids=TRIED)
def test_an_edit_tries_what_it_does_where_it_does_it(edit: AnyEdit, pairs: set[Pair]) -> None:
    assert set(pairs_of(Case(edits=(edit,)))) - set(pairs_of(Case())) == pairs


def test_an_input_tries_its_rank_type_layout_values_and_the_size_of_each_axis() -> None:
    fed = Input(shape=(2, 4, 32, 5000), dtype="uint8", layout="strided", values="bytes")
    assert set(pairs_of(Case(input=fed))) == {
        ("input", "rank", "4"),
        ("input", "type", "uint8"),
        ("input", "layout", "strided"),
        ("input", "values", "bytes"),
        ("input", "batch", "2"),
        ("input", "channels", "4"),
        ("input", "height", "32"),
    }


@given(any_cases())
def test_a_case_tries_known_pairs_only(case: Case) -> None:
    assert set(pairs_of(case)) <= every_pair()


def test_every_case_of_a_round_tries_the_pair_that_it_aims_at() -> None:
    missed = [
        pair
        for seed, pair in enumerate(SAMPLE)
        if not all(pair in pairs_of(case) for case in draw_round(seed, (pair,)))
    ]
    assert len(SAMPLE) > 90
    assert missed == []


def test_an_aimed_round_is_the_same_each_time() -> None:
    aim = ("layer", "Conv2d", "layer3")
    assert draw_round(1, (aim,)) == draw_round(1, (aim,))
    assert draw_round(1, (aim,)) != draw_round(2, (aim,))


def test_the_pairings_of_an_ordinary_output_try_every_loss_pair() -> None:
    assert loss_pairs(all_pairings((2, 1000))) == every_loss_pair()


def test_a_loss_pair_is_tried_by_the_pairings_of_its_loss_alone() -> None:
    alone = tuple(pairing for pairing in all_pairings((2, 10)) if pairing[0].kind == "MSELoss")
    assert {loss for _, loss, _ in loss_pairs(alone)} == {"MSELoss"}
    assert {loss for _, loss, _ in every_loss_pair()} == set(LOSSES)


def test_what_would_corrupt_memory_is_no_pair() -> None:
    assert ("loss", "NLLLoss", "beyond") in every_loss_pair()
    assert ("loss", "CTCLoss", "ones") in every_loss_pair()
    assert ("loss", "CTCLoss", "beyond") not in every_loss_pair()
