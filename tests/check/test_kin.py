"""Faults that show in backward, in a second step, in another mode or nowhere, at their lines."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from fuzz.report.probe_script import finding_script
from strategies.loss import Loss, Target
from tests.check import kin
from tests.check.test_faults import IMAGES, checked

FILE = Path(kin.__file__)
ONE_EACH = Target(shape=(2,), dtype="float32", values="unit")
EVAL = ("the mode", "samples by themselves", "the same input twice", "the state dict")


def the(made: type[nn.Module], *only: str, probe: Probe | None = IMAGES) -> Finding:
    (finding,) = checked(made, probe, only=only).findings
    return finding


def line_of(text: str) -> int:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if text in line)
    return number


def at_line(finding: Finding, code: str) -> bool:
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, line_of(code))


@pytest.mark.parametrize(
    ("made", "name", "code", "says"),
    [
        (kin.Added, "autograd.after_activation", "made += seen", "here by +="),
        (kin.Assigned, "autograd.after_activation", "made[:, 0] = 0", "an index assignment"),
        (kin.Inplace, "autograd.after_activation", "self.act(made)", "act, which has inplace=True"),
        (kin.Shrinking, "autograd.stepped", "self.fc.weight.mul_(0.99)", "was modified between forward"),
        (kin.Reversed, "autograd.custom_count", "return -ctx.scale * grad", "1 gradients"),
        (kin.Stored, "unassigned", "self.fc(made + self.seen)", "only where not self.training"),
        (kin.Hooked, "kept_graph", "found.append(output)", "self.seen keeps"),
        (kin.Closed, "kept_graph", "found.append(made)", "found, which a hook of features fills"),
        (kin.Cached, "kept_graph", 'self.cache["last"] = made', "self.cache keeps"),
        (kin.Centred, "kept_graph", "self.center = self.center * 0.9", "self.center keeps"),
        (kin.Plain, "unregistered", "self.scale = torch.ones(16)", "tensors that require grad"),
        (kin.Renewed, "unregistered", "(2, 3)) * scale)", "parameters that model.parameters() does not"),
        (kin.Saving, "reentrant", "made = checkpoint(", "no gradient reaches features"),
        (kin.Ranked, "requires_grad", "best = self.features(x)", "has no gradient"),
        (kin.Contextless, "autograd.context", "return -ctx.factor * grad", "reads ctx.factor"),
        (kin.Copying, "detached", "seen = seen.argmax(1)", "no gradient reaches features"),
        (kin.Listing, "unregistered", 'self.scales = {"one"', "parameters (self.scales of Listing)"),
    ],
)
def test_a_fault_of_training(made: type[nn.Module], name: str, code: str, says: str) -> None:
    finding = the(made, "training")
    assert (finding.name, at_line(finding, code)) == (name, True)
    assert says in finding.text


@pytest.mark.parametrize(
    ("made", "name", "code", "says"),
    [
        (kin.Partial, "unassigned", "return made, aux", "only where self.training"),
        (kin.Doubled, "widened_dtype", "torch.from_numpy(values)", "the buffer mean is float64"),
        (kin.Constant, "widened_dtype", "super().forward(x * scale", "made in forward()"),
        (kin.Converted, "widened_dtype", "x.double() / 255", "is made float64"),
        (kin.Misspelled, "unknown_name", "return scores + score", "nothing is assigned to score"),
        (kin.Halving, "widened_dtype", "super().forward(x.half())", "is made float16"),
        (kin.Made, "layer_not_called", "nn.ReLU(self.features(x))", "an nn.ReLU is used as a tensor"),
        (kin.Halved, "mismatched_shapes", "self.block(x) + self", "[2, 3, 32, 32] runs by chance"),
    ],
)
def test_a_fault_of_an_ordinary_input(made: type[nn.Module], name: str, code: str, says: str) -> None:
    finding = the(made, probe=None)
    assert (finding.kind, finding.name, at_line(finding, code)) == ("fails", name, True)
    assert says in finding.text


@pytest.mark.parametrize(
    ("made", "kind", "code"),
    [
        (kin.Untrue, "silent", "super().train()"),
        (kin.Alone, "silent", 'def train(self, mode: bool = True) -> "Alone"'),
        (kin.Sampling, "remark", 'def train(self, mode: bool = True) -> "Sampling"'),
        (kin.Waking, "silent", "self.features.train()"),
        (kin.Lost, "silent", "self.teacher = [body()]"),
    ],
)
def test_what_eval_leaves_in_training_is_told_once(made: type[nn.Module], kind: str, code: str) -> None:
    finding = the(made, *EVAL)
    assert (finding.kind, finding.name) == (kind, "stays_in_training")
    assert at_line(finding, code)


def test_a_network_that_train_leaves_in_eval_mode_is_a_remark() -> None:
    finding = the(kin.Asleep, "the mode")
    assert (finding.kind, finding.name) == ("remark", "stays_in_eval")
    assert at_line(finding, "super().train(False)")


@pytest.mark.parametrize(
    ("made", "site", "code"), [(kin.Changing, "", "x -= 0.5"), (kin.Clipping, "clip", "self.clip(x)")]
)
def test_an_input_that_is_modified(made: type[nn.Module], site: str, code: str) -> None:
    finding = the(made, "the input itself", "samples by themselves")
    assert (finding.kind, finding.name, finding.site) == ("silent", "changes_input", site)
    assert at_line(finding, code)


def test_the_script_of_a_modified_input_shows_it_twice(capsys: pytest.CaptureFixture[str]) -> None:
    lines = finding_script(the(kin.Changing, "the input itself"), "tests.check.kin:Changing")
    exec("\n".join(lines), {})
    before, *_, after = capsys.readouterr().out.split("tensor(")[1:]
    assert before.strip() != after.strip()


@pytest.mark.parametrize("loss", ["MSELoss", "L1Loss", "SmoothL1Loss", "HuberLoss"])
def test_a_loss_that_compares_each_with_all(loss: str) -> None:
    probe = Probe(inputs=IMAGES.inputs, loss=Loss(loss), target=ONE_EACH)
    finding = the(kin.One, "the loss", "training", probe=probe)
    assert (finding.kind, finding.name) == ("silent", "broadcast_loss")
    assert at_line(finding, "return made * 2 + 1")
    assert "output.squeeze(1)" in finding.fix


def test_a_loss_that_refuses_the_shape_fails() -> None:
    probe = Probe(inputs=IMAGES.inputs, loss=Loss("BCEWithLogitsLoss"), target=ONE_EACH)
    finding = the(kin.One, "the loss", "training", probe=probe)
    assert (finding.kind, finding.name) == ("fails", "bcewithlogitsloss.same_shape")
    assert at_line(finding, "return made * 2 + 1")


def test_an_output_of_float64_is_a_remark_at_what_makes_it_so() -> None:
    finding = the(kin.Scaled, "the output's element type")
    assert (finding.kind, finding.name, finding.site) == ("remark", "widened_dtype", "scale")
    assert at_line(finding, "torch.linspace(1, 2, 10")


def test_one_image_in_training_is_a_remark_where_a_pooled_map_is_normalised() -> None:
    finding = the(kin.Context, "one image in training")
    assert (finding.kind, finding.name, finding.site) == ("remark", "one_in_training", "pool.2")


def test_a_view_that_mixes_samples_has_its_line() -> None:
    finding = the(kin.Viewed, "samples by themselves")
    assert at_line(finding, "steps = seen.reshape")
    assert "permute()" in finding.fix


def test_what_no_conversion_reaches() -> None:
    finding = the(kin.Taught, "float64", "float16")
    assert (finding.name, at_line(finding, "self.teacher = [body().eval()]")) == ("unreached", True)


@pytest.mark.parametrize(
    ("made", "name", "code", "says"),
    [
        (kin.Stateful, "second_call", "self.last = made.detach()", "first call: self.last"),
        (kin.Exhausted, "second_call", "self.order = zip(", "first call: self.order"),
        (kin.Growing, "grows", "found.append(output)", "self.seen"),
    ],
)
def test_what_a_second_call_shows(made: type[nn.Module], name: str, code: str, says: str) -> None:
    finding = the(made, "a second call", "the state dict")
    assert (finding.kind, finding.name, at_line(finding, code)) == ("remark", name, True)
    assert says in finding.text


def test_an_eval_that_returns_nothing_is_a_remark() -> None:
    finding = the(kin.Unchained, "the mode")
    assert (finding.kind, finding.name) == ("remark", "unchained")
    assert at_line(finding, "def eval(self) -> None")


def test_an_output_without_a_tensor() -> None:
    finding = the(kin.Silent)
    assert (finding.kind, finding.name) == ("silent", "no_output")
    assert at_line(finding, "def forward(self, x: torch.Tensor) -> None")


@pytest.mark.parametrize("made", [kin.Frozen, kin.Emptied, kin.Following, kin.Listed])
def test_what_is_done_on_purpose_is_no_fault(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES).findings


def test_the_output_of_training_is_what_the_loss_gets() -> None:
    shape = (2, kin.Squashed().fc.out_features)
    target = Target(shape=shape, dtype="float32", values="unit")
    probe = replace(IMAGES, loss=Loss("BCEWithLogitsLoss"), target=target)
    assert not checked(kin.Squashed, probe).findings
    assert [one.name for one in checked(kin.Sure, probe).findings] == ["bcewithlogitsloss.logits"]
    dense = replace(probe, target=replace(target, shape=(2, 1, *IMAGES.inputs[0].shape[2:])))
    assert [one.name for one in checked(kin.Enlarged, dense).findings] == ["bcewithlogitsloss.logits"]


def test_a_mean_of_the_scores_of_a_batch_may_be_meant_and_traits_are_as_the_layer_takes_them() -> None:
    found = checked(kin.Relative, None, only=("samples by themselves",))
    assert [(one.kind, one.name) for one in found.findings] == [("remark", "mixed_samples")]
    assert [one.shape for one in found.probe.inputs] == [(2, 3, 64, 64), (2, 5)]


def test_a_squeeze_that_takes_the_batch_away_is_told_where_another_line_raises() -> None:
    finding = the(kin.Squeezed, "a batch of one")
    assert (finding.kind, finding.name) == ("fails", "squeezed_batch")
    assert at_line(finding, "made = made.squeeze()")


def test_what_is_written_in_place_is_told_how_to_write_otherwise() -> None:
    assert "x = x + y, which makes another tensor" in the(kin.Added, "training").fix


def test_of_two_layers_that_disagree_the_one_is_changed_with_which_it_runs() -> None:
    found = checked(kin.Narrowed, IMAGES, only=("training",)).findings[0]
    assert (found.name, found.site) == ("batchnorm2d.channels", "first")
    assert found.fix == "use out_channels=16 in first"
    assert at_line(found, "self.first = nn.Conv2d(3, 12, 3)")


def test_tensors_that_are_joined_along_the_batch() -> None:
    (finding,) = checked(kin.Piled, IMAGES).findings
    assert (finding.name, finding.change) == ("joined_along_batch", None)
    assert finding.fix == "join them along the features: torch.cat((...), dim=1)"


def test_nothing_at_all_is_never_told() -> None:
    found = checked(kin.Frozen, IMAGES, only=())
    assert found.contract or found.findings or found.left_out
