"""An entry with less work to do: fewer blocks, where no edit names them."""

import pytest
from hypothesis import given

from fuzz.catalogue import Entry, Found
from fuzz.triage.stand_in import shallower, stand_in
from fuzz.verdict import Signature
from strategies.case import Case
from strategies.contract import predict
from strategies.generation import cases
from strategies.names import MAX_EDITS
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Remove
from strategies.validation import is_valid

STAGES = ("layer1", "layer2", "layer3", "layer4")


def left_out(case: Case) -> list[str]:
    return [
        edit.site
        for edit in shallower(case).edits
        if edit not in case.edits and isinstance(edit, Remove)
    ]


@pytest.mark.parametrize(("model", "blocks"), [("resnet50", (3, 4, 6, 3)), ("resnet18", (2, 2, 2, 2))])
def test_each_stage_keeps_its_first_block(model: str, blocks: tuple[int, ...]) -> None:
    expected = [
        f"{stage}.{index}" for stage, n in zip(STAGES, blocks, strict=True) for index in range(1, n)
    ]
    assert left_out(Case(subject=Subject(model=model))) == expected


def test_of_a_deep_network_the_last_blocks_are_left_out() -> None:
    sites = left_out(Case(subject=Subject(model="resnet101")))
    assert len(sites) == MAX_EDITS
    assert sites[-2:] == ["layer4.1", "layer4.2"]


@pytest.mark.parametrize(
    "edit", [Remove(site="layer4.2"), Remove(site="layer4.2.conv2"), Remove(site="layer4.2.relu")]
)
def test_a_block_that_an_edit_is_made_in_stays(edit: AnyEdit) -> None:
    sites = left_out(Case(edits=(edit,)))
    assert "layer4.1" in sites
    assert "layer4.2" not in sites


@given(cases())
def test_a_network_that_nothing_was_said_against_is_as_good_with_fewer_blocks(case: Case) -> None:
    less = shallower(case)
    assert is_valid(less)
    if case.load == "no" and predict(case).any_violation is None:
        assert predict(less).any_violation is None


def test_a_state_dict_that_is_loaded_needs_all_blocks() -> None:
    loading = Entry(
        group="channels",
        signature=Signature("forward", "rejected", "conv2d.channels"),
        case=Case(load="strict"),
        passing=Case(load="strict"),
        wordings=(),
        found=Found(0, 0, 0),
    )
    light = stand_in(loading)
    assert light is not None
    assert light.case.edits == ()
    assert light.case.input.shape[-2:] == (64, 64)
