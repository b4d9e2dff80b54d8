"""Whether a case fails as another one does: yes, no, or hidden behind another failure."""

from fuzz.execution.threads import one_thread
from fuzz.triage.probe import fails_like
from fuzz.verdict.composed import judge_composed
from strategies.case import Case
from strategies.input import Input
from strategies.subject import Subject

one_thread()

GREY = Case(input=Input(shape=(2, 1, 32, 32)), loss=None)


def alike(case: Case) -> bool | None:
    """Whether a case fails as the grey image does."""
    finding = judge_composed(GREY)
    assert finding is not None
    return fails_like(case, finding)


def test_the_same_rule_broken_elsewhere_is_alike() -> None:
    assert alike(Case(input=Input(shape=(5, 7, 64, 33)), loss=None)) is True


def test_what_passes_is_not() -> None:
    assert alike(Case(input=Input(shape=(2, 3, 32, 32)), loss=None)) is False


def test_what_breaks_another_rule_first_does_not_tell() -> None:
    assert alike(Case(subject=Subject(norm_layer="GroupNorm"), loss=None)) is None


def test_what_fails_behind_it_alone_is_not() -> None:
    """A target for two images, and five of them: the network has done its part."""
    assert alike(Case(input=Input(shape=(5, 3, 64, 64)))) is False
