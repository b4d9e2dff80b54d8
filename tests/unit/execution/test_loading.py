"""A state dict loaded into the modules that were edited raises what it raises for the whole network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from fuzz.execution.composition.loading import apart
from fuzz.execution.composition.module_digest import shallow_clone
from fuzz.execution.composition.skeleton import skeleton
from fuzz.execution.construction import replica
from fuzz.execution.op_recorder import Record, StageRaised
from strategies.case import Case
from strategies.generation import networks

ORIGINAL = skeleton(Case(), Record())


def said(network: nn.Module, loaded: nn.Module, *, strict: bool) -> str:
    """What torch says where one is loaded into the other."""
    try:
        return str(network.load_state_dict(loaded.state_dict(), strict=strict))
    except RuntimeError as error:
        return str(error)


@given(networks(None, ("resnet50",)), st.booleans())
def test_the_message_is_that_of_the_whole(case: Case, strict: bool) -> None:
    try:
        edited = skeleton(Case(edits=case.edits), Record())
    except StageRaised:
        return
    assert said(*apart(edited, ORIGINAL), strict=strict) == said(edited, ORIGINAL, strict=strict)


def test_a_batch_norm_keeps_the_version_of_its_state() -> None:
    edited = shallow_clone(ORIGINAL)
    edited.bn1 = replica(edited.get_submodule("bn1"), private=True)
    mine, theirs = apart(edited, ORIGINAL)
    assert said(mine, theirs, strict=True) == "<All keys matched successfully>"
    assert [name for name, _ in mine.named_children()] == ["bn1"]


@pytest.mark.parametrize("strict", [True, False])
def test_nothing_is_left_of_what_was_not_edited(strict: bool) -> None:
    mine, theirs = apart(ORIGINAL, ORIGINAL)
    assert [*mine.children()] == [*theirs.children()] == []
    assert said(mine, theirs, strict=strict) == "<All keys matched successfully>"
    assert [*ORIGINAL.children()]
