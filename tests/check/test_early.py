"""What is done to layers before they are there is told at its line."""

import sys
from types import FrameType

import pytest
from torch import nn

from tests.check import early
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import BUILT, at_line


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (early.Applied, "# too early"),
        (early.Initialised, "# of nothing"),
        (early.Frozen, "# of none"),
        (early.Derived, "# of a class below"),
    ],
)
def test_what_is_done_too_early(made: type[nn.Module], code: str) -> None:
    (finding,) = checked(made, IMAGES, only=(BUILT,)).findings
    assert (finding.kind, finding.name) == ("silent", "too_early")
    assert at_line(finding, code, early.__file__)


def test_what_is_replaced_after_it_was_taken() -> None:
    (finding,) = checked(early.Taken, IMAGES, only=(BUILT,)).findings
    assert (finding.kind, finding.name, finding.site) == ("silent", "too_late", "features.0")
    assert at_line(finding, "# after they were taken", early.__file__)


@pytest.mark.parametrize(
    ("made", "code", "fix"),
    [
        (early.LookedUp, "# never a whole name", "name.startswith(tuple(names))"),
        (early.Without, "# there is none", "print what the loop gives"),
    ],
)
def test_what_is_never_true(made: type[nn.Module], code: str, fix: str) -> None:
    (finding,) = checked(made, IMAGES, only=(BUILT,)).findings
    assert (finding.kind, finding.name) == ("remark", "never_true")
    assert at_line(finding, code, early.__file__)
    assert fix in finding.fix


def test_what_a_debugger_follows_is_left_alone() -> None:
    def follow(frame: FrameType, event: str, argument: object) -> None:
        """As a debugger does."""

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        assert not checked(early.LookedUp, IMAGES, only=(BUILT,)).findings
        assert sys.gettrace() is follow
    finally:
        sys.settrace(before)


@pytest.mark.parametrize(
    "made",
    [
        early.LookedFor,
        early.TakenAfter,
        early.InTime,
        early.Twice,
        early.Later,
        early.Counting,
        early.Own,
    ],
)
def test_what_is_done_in_time(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES, only=(BUILT,)).findings


@pytest.mark.parametrize(
    ("made", "kind", "code"),
    [
        (early.Prior, "silent", "# a prior"),
        (early.Loaded, "silent", "# loaded"),
        (early.Drawn, "remark", "# drawn"),
        (early.prior, "silent", "# by a function"),
    ],
)
def test_what_is_overwritten(made: type[nn.Module], kind: str, code: str) -> None:
    (finding,) = checked(made, IMAGES, only=(BUILT,)).findings
    assert (finding.kind, finding.name) == (kind, "overwritten")
    assert at_line(finding, code, early.__file__)


@pytest.mark.parametrize("made", [early.Special, early.Outer, early.built])
def test_what_is_given_in_order(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES, only=(BUILT,)).findings
