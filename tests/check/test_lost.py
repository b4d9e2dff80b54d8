"""What is lost on the way is told at the line that loses it, with the cure; what is sound has none."""

from collections.abc import Callable

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.seen import Raised
from fuzz.check.running.child import Child
from fuzz.check.unbuilt import unbuilt
from tests.check import lost
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import BUILT, MEANING, at_line

Made = Callable[[], nn.Module]
TRAINED = "training"


def told(made: Made, name: str, *only: str) -> list[Finding]:
    return [one for one in checked(made, IMAGES, only=only or (BUILT,)).findings if one.name == name]


@pytest.mark.parametrize(
    ("made", "code", "fix"),
    [
        (lost.Normed, "# no keepdim", "h.norm(p=2, dim=1, keepdim=True)"),
        (lost.NormedByName, "# no length under", "torch.linalg.norm(h, dim=-1, keepdim=True)"),
        (lost.NormedInPlace, "# no mean", "h.mean(1, keepdim=True)"),
        (lost.Standard, "# no spread", "h.std(dim=1, keepdim=True)"),
        (lost.Largest, "# no top", "h.max(dim=1, keepdim=True)"),
        (lost.NormedByHelper, "# no length of a helper", "h.pow(2).sum(1, keepdim=True)"),
        (lost.Channels, "# no channels", "h.mean(dim=1, keepdim=True)"),
    ],
)
def test_a_dimension_that_a_reduction_takes_away(made: Made, code: str, fix: str) -> None:
    (finding,) = told(made, "reduced_dimension")
    assert (finding.kind, at_line(finding, code, lost.__file__)) == ("fails", True)
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("made", "code", "fix"),
    [
        (lost.Queue, "# a queue", 'self.register_buffer("queue", torch.randn(12, 32))'),
        (lost.Counting, "# no buffer either", 'self.register_buffer("mean", torch.zeros(12))'),
    ],
)
def test_a_parameter_that_forward_fills(made: Made, code: str, fix: str) -> None:
    (finding,) = told(made, "written_parameter", TRAINED)
    assert at_line(finding, code, lost.__file__)
    assert fix in finding.fix


@pytest.mark.parametrize("made", [lost.Edited, lost.Stretched])
def test_a_weight_that_is_edited_is_no_buffer(made: Made) -> None:
    names = [one.name for one in checked(made, IMAGES, only=(TRAINED,)).findings]
    assert names == ["edit.no_grad"]


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (lost.Refined, "lost_in_loop", "# and lost", "[unit(path) for unit, path in zip(self.units, "),
        (lost.Pooled, "lost_in_loop", "# lost behind", "made.append(F.relu(path))"),
        (lost.Wrapped, "lost_in_loop", "# nobody has it", "[gated(unit) for unit in self.units]"),
        (lost.Renamed, "lost_in_loop", "# not set", "setattr(self.units, name, nn.Sequential(unit, "),
        (lost.Twice, "forgotten_modules", "# a second time", "super().__init__() in the first line"),
        (lost.Scaling, "last_of_loop", "# the last factor", "lambda x, factor=factor: x * factor"),
        (lost.Tasks, "forgotten_modules", "# runs again", "a module of its own"),
        (lost.Listening, "last_of_loop", "# the last name", "def keep(module, args, output, name=name)"),
        (lost.Chosen, "linear.in_features", "# too wide", "in place of 24 here"),
        (lost.Taken, "linear.in_features", "# another width in a row", "in place of 24 here"),
    ],
)
def test_what_is_lost_as_it_is_built(made: Made, name: str, code: str, fix: str) -> None:
    (finding,) = told(made, name)
    assert at_line(finding, code, lost.__file__)
    assert fix in finding.fix


def test_what_a_base_has_made_is_missed_while_it_is_built() -> None:
    with Child("tests.check.lost:Emptied", seconds=60.0) as lab:
        raised = lab.describe()
    assert isinstance(raised, Raised)
    (finding,) = unbuilt("one", raised).findings
    assert (finding.name, at_line(finding, "# after the base", lost.__file__)) == (
        "forgotten_modules",
        True,
    )


@pytest.mark.parametrize(
    ("made", "kind", "name", "code", "fix"),
    [
        (lost.Gate, "silent", "same_entry", "# the same key", "take both['most'] in place of one"),
        (lost.Joined, "silent", "same_entry", "# the last one twice", "take told[0] in place of one"),
        (lost.Three, "silent", "same_entry", "# one twice of three", "take told[2] in place of one"),
        (lost.HandedOn, "remark", "same_entry", "# of an argument", "if it is not meant"),
        (
            lost.Affine,
            "silent",
            "reduced_dimension",
            "# rows of a square",
            "near.sum(dim=1, keepdim=True)",
        ),
        (lost.AffineByName, "silent", "reduced_dimension", "# of a square, u", "dim=-1, keepdim=True)"),
        (lost.Words, "silent", "scrambled", "# of one size", "x.flatten(2).transpose(1, 2)"),
        (lost.WordsOfRows, "silent", "scrambled", "# fixed, of rows", "x.transpose(1, 2)"),
    ],
)
def test_what_values_show(made: Made, kind: str, name: str, code: str, fix: str) -> None:
    (finding,) = told(made, name, MEANING)
    assert (finding.kind, at_line(finding, code, lost.__file__)) == (kind, True)
    assert fix in finding.fix


def test_what_a_loop_loses_is_told_once() -> None:
    names = [one.name for one in checked(lost.Refined, IMAGES, only=(TRAINED,)).findings]
    assert names == ["lost_in_loop"]


def test_several_tensors_that_are_made_one_without_their_graph() -> None:
    (finding,) = told(lost.Weighed, "detached", TRAINED)
    assert at_line(finding, "# no graph", lost.__file__)
    assert finding.fix.startswith("torch.stack(parts)")


@pytest.mark.parametrize(
    "made",
    [
        *(lost.SoundNormed, lost.SoundRefined, lost.SoundAgain, lost.SoundGate, lost.SoundListening),
        *(lost.SoundWords, lost.SoundAffine),
    ],
)
def test_what_is_sound(made: Made) -> None:
    only = (TRAINED, MEANING)
    assert not [one for one in checked(made, IMAGES, only=only).findings if one.kind != "remark"]
