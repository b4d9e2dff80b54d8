"""What a gradient does not reach, or reaches in vain, is told at the line where it ends; so are values
that are not what they are taken for. Nothing is told of what is meant so."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from torch import nn

from fuzz.check.finding import Finding
from fuzz.report.probe_script import finding_script
from strategies.loss import Loss, Target
from tests.check import ended
from tests.check.test_faults import IMAGES, checked

FILE = Path(ended.__file__)

PARTS = (
    *("training", "the gradients", "sums", "activations in place", "the mode"),
    *("height and width", "samples by themselves", "samples in another order"),
)

SCORES = replace(IMAGES, loss=Loss("CrossEntropyLoss"), target=Target(shape=(2,)))


def at_line(finding: Finding, code: str) -> bool:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if code in line)
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, number)


@pytest.mark.parametrize(
    ("made", "part", "name", "code"),
    [
        (ended.Thrown, "training", "unused_result", "# in place of the first"),
        (ended.Parallel, "training", "unused_result", "out = layer(made)"),
        (ended.Returning, "training", "uncalled", "            return self.fc(made)"),
        (ended.Constant, "training", "uncalled", "    made = self.layers[0](made).relu()"),
        (ended.Instead, "training", "uncalled", "# the other was meant"),
        (ended.Copied, "training", "detached", "torch.tensor(self.scale)"),
        (ended.Compared, "training", "detached", "(x > 0).float()"),
        (ended.Rounded, "the gradients", "stepped", "x.sigmoid().round()"),
        (ended.Alone, "the gradients", "single_softmax", "softmax(dim=-1)"),
        (ended.Stuck, "the gradients", "both_zero", "# as up is"),
        (ended.Rooted, "the gradients", "nonfinite_gradient", "torch.sqrt(x)"),
        (ended.Minus, "training", "nonfinite", '(1 - shown) * float("-inf")'),
        (ended.Hidden, "training", "nonfinite", 'hidden, float("-inf")'),
        (ended.Doubled, "sums", "doubled", "# no way around"),
        (ended.Awakened, "the mode", "awakened", "# until train()"),
        (ended.Exchanged, "height and width", "exchanged_sides", "F.interpolate(coarse, size=(w, h))"),
        (
            ended.Turned,
            "height and width",
            "exchanged_sides",
            "F.interpolate(self.features(x), size=(w, h))",
        ),
        (ended.Times, "", "unkept_parameter", "* 0.02"),
        (ended.Misplaced, "samples in another order", "by_place", "self.table[: tokens.size(0)]"),
        (ended.Halves, "samples by themselves", "mixed_samples", "states.view("),
    ],
)
def test_what_is_silent_is_told_at_its_line(
    made: type[nn.Module], part: str, name: str, code: str
) -> None:
    (finding,) = (one for one in checked(made, IMAGES, only=(part,)).findings if one.name == name)
    assert (finding.kind, at_line(finding, code)) == ("silent", True)
    assert finding.fix


@pytest.mark.parametrize(
    ("made", "name", "code"),
    [
        (ended.Mode, "shadowed_method", "self.train = train"),
        (ended.Parts, "shadowed_method", "self.modules = nn.ModuleList"),
        (ended.Uncalled, "layer_not_called", "nn.GELU(x)"),
        (ended.Shared, "autograd.shared_memory", "mask[:, 0] = 1"),
        (ended.Single, "instancenorm2d.one_place", "self.norm = nn.InstanceNorm2d"),
    ],
)
def test_what_fails_is_told_at_its_line(made: type[nn.Module], name: str, code: str) -> None:
    finding = checked(made, IMAGES, only=("training",)).findings[0]
    assert (finding.name, at_line(finding, code)) == (name, True)


def test_what_a_branch_modifies_is_named() -> None:
    (finding,) = checked(ended.Modified, IMAGES, only=("activations in place",)).findings
    assert (finding.name, finding.site) == ("modified_in_place", "branch.0")


def test_scores_below_zero_are_asked_for_by_the_loss() -> None:
    (finding,) = checked(ended.Floored, SCORES, only=("the loss",)).findings
    assert (finding.name, finding.site) == ("floored_scores", "fc.1")
    assert not checked(ended.Squeezing, SCORES, only=("the loss",)).findings
    (remark,) = checked(ended.Floored, IMAGES, only=("the loss",)).findings
    assert (remark.kind, remark.name) == ("remark", "floored_output")


@pytest.mark.parametrize(
    "made",
    [
        *(ended.Straight, ended.Attending, ended.Adapted, ended.Distances, ended.Rebound),
        ended.Positions,
        *(ended.Frozen, ended.Measured, ended.Sized, ended.Typed),
    ],
)
def test_what_is_meant_so(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES, only=PARTS).findings


def test_dropout_without_a_second_layer_is_a_remark() -> None:
    (finding,) = checked(ended.Undropped, IMAGES, only=("",)).findings
    assert (finding.kind, finding.name) == ("remark", "idle_dropout")
    assert at_line(finding, "dropout=0.5")


def test_what_is_kept_for_a_loss_is_no_unused_result() -> None:
    names = {one.name for one in checked(ended.Noted, IMAGES, only=("training",)).findings}
    assert "unused_result" not in names


@pytest.mark.parametrize(
    ("made", "part", "shows"),
    [
        ("Stuck", "the gradients", "optimizer.step()"),
        ("Modified", "activations in place", '"inplace", False'),
        ("Misplaced", "samples in another order", "x.flip(0)"),
    ],
)
def test_a_program_shows_it(made: str, part: str, shows: str) -> None:
    (finding,) = checked(getattr(ended, made), IMAGES, only=(part,)).findings
    script = "\n".join(finding_script(finding, f"tests.check.ended:{made}"))
    assert shows in script
    exec(compile(script, made, "exec"), {})
