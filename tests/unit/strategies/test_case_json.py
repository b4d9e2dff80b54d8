"""A case survives its JSON, which shows only what departs from the ordinary case."""

import json
from typing import TypeVar

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace

from strategies.case import ORDINARY, Case, key, plain
from strategies.layer import Layer
from strategies.loss import Loss
from strategies.surgery import Insert, Remove, Replace
from tests.unit.strategies.strategy import any_cases

T = TypeVar("T", Layer, Loss)


def backwards(part: T) -> T:
    return replace(part, options=dict(reversed(part.options.items())))


def reordered(case: Case) -> Case:
    """The same case with every dictionary written the other way round."""
    edits = tuple(
        replace(edit, layer=backwards(edit.layer)) if isinstance(edit, Replace | Insert) else edit
        for edit in case.edits
    )
    return replace(case, edits=edits, loss=None if case.loss is None else backwards(case.loss))


@given(any_cases())
def test_a_case_is_read_back_as_it_was_written(case: Case) -> None:
    assert msgspec.json.decode(key(case), type=Case) == case
    assert msgspec.convert(plain(case), Case) == case


@given(any_cases())
def test_the_order_of_options_does_not_matter(case: Case) -> None:
    other = reordered(case)
    assert other == case
    assert hash(other) == hash(case)
    assert key(other) == key(case)


@given(any_cases(), any_cases())
def test_cases_are_equal_where_their_keys_are(one: Case, other: Case) -> None:
    assert (one == other) == (key(one) == key(other))


@given(any_cases())
def test_a_copy_is_equal_and_hashes_alike(case: Case) -> None:
    copy = msgspec.json.decode(msgspec.json.encode(case), type=Case)
    assert copy == case
    assert hash(copy) == hash(case)
    assert {case: "seen"}[copy] == "seen"


def test_the_ordinary_case_has_nothing_to_show() -> None:
    assert plain(ORDINARY) == {}
    assert key(ORDINARY) == b"{}"


def test_json_names_the_edit_and_leaves_defaults_out() -> None:
    case = Case(edits=(Remove(site="fc"), Replace(site="conv1", layer=Layer("ReLU"))))
    assert json.loads(key(case)) == {
        "edits": [
            {"edit": "remove", "site": "fc"},
            {"edit": "replace", "site": "conv1", "layer": {"kind": "ReLU"}},
        ]
    }


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('{"inputs": {}}', "inputs"),
        ('{"input": {"shape": "big"}}', "$.input.shape"),
        ('{"edits": [{"edit": "explode", "site": "fc"}]}', "$.edits[0].edit"),
        ('{"edits": [{"edit": "remove"}]}', "site"),
        ('{"mode": "training"}', "$.mode"),
        ('{"loss": {"kind": "MSELoss", "options": {"reduction": {}}}}', "$.loss.options"),
    ],
)
def test_json_that_is_no_case_is_refused_by_field(text: str, field: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.json.decode(text, type=Case)
    assert field in str(caught.value)
