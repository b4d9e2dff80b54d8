"""Faults and remarks of the kinds that networks nobody here has seen taught: each by its own part."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.checkup import EDITS
from fuzz.check.edits import edited
from fuzz.check.fault.conversion import compiled
from fuzz.check.fault.mixing import mixed_samples
from fuzz.check.fault.size import unmeant_sizes
from fuzz.check.finding import Finding
from fuzz.check.lossfit import losses_of
from fuzz.check.network.description import describe
from fuzz.check.plain.probe import Change, Probe
from fuzz.check.plain.seen import Returned
from fuzz.check.plain.tensor import Given
from fuzz.check.pretrained import pretrained_fit
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from fuzz.report.probe_script import finding_script
from strategies.loss import Loss, Target
from strategies.rule import TensorSpec
from tests.check import networks
from tests.check.test_contract import contract_of
from tests.check.test_faults import FILE, IMAGES, checked, line_of

TRAINED = Probe(inputs=IMAGES.inputs, loss=Loss("CrossEntropyLoss"), target=Target(shape=(2,)))


def the(made: type[nn.Module], *only: str, probe: Probe = IMAGES) -> Finding:
    (finding,) = checked(made, probe, only=only).findings
    return finding


def at_line(finding: Finding, code: str) -> bool:
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, line_of(code))


def test_dropout_that_is_meant_is_a_remark() -> None:
    finding = the(networks.Deliberate, "the same input twice")
    assert (finding.kind, finding.name) == ("remark", "random_in_eval")
    assert at_line(finding, "0.5, training=True")


def test_a_missing_pooling_is_put_back() -> None:
    finding = the(networks.Unpooled, "training")
    assert (finding.name, finding.site) == ("missing_pooling", "features")
    assert at_line(finding, "# as a whole")
    assert finding.change is not None
    assert (finding.change.behind, finding.change.layer.kind) == (True, "AdaptiveAvgPool2d")


def test_two_names_for_one_module() -> None:
    finding = the(networks.Named, "training")
    assert (finding.name, finding.site) == ("shared_module", "depth")
    assert at_line(finding, "self.depth = self.features")


def test_an_output_without_a_batch() -> None:
    finding = the(networks.First, "an output without a batch")
    assert (finding.kind, finding.name) == ("silent", "no_batch")
    assert at_line(finding, "steps[-1]")


def test_what_mixes_samples_is_named_with_the_line_that_made_it() -> None:
    lab = Here(source_of(networks.Attending))
    (finding,) = (one for one in mixed_samples(lab, IMAGES) if isinstance(one, Finding))
    assert (finding.name, finding.site) == ("mixed_samples", "attend")
    assert at_line(the(networks.Attending, "samples by themselves"), "self.attend = nn.Tran")


def test_a_fault_of_training_alone_is_mended_to_look_behind_it() -> None:
    whole = checked(networks.Auxiliary, IMAGES, only=("training", "the batch dimension"))
    (finding,) = whole.findings
    assert (finding.name, finding.site) == ("linear.in_features", "aux")
    assert whole.probe.changes == (finding.change,)


def test_an_activation_before_a_loss_has_a_place() -> None:
    finding = the(networks.Ending, "the loss", probe=TRAINED)
    assert (finding.name, finding.site) == ("crossentropyloss.logits", "end")
    assert at_line(finding, "self.end = nn.Softmax")


def test_sizes_that_do_not_come_back_are_a_remark() -> None:
    lab = Here(source_of(networks.Decoder))
    (finding,) = unmeant_sizes(lab, IMAGES, contract_of(networks.Decoder))
    assert isinstance(finding, Finding)
    assert (finding.kind, finding.name) == ("remark", "odd_sizes")
    assert at_line(finding, "torch.cat((down, self.up")
    assert "F.interpolate(x, size=other.shape[2:])" in finding.fix


def test_an_image_and_a_row_of_a_table_are_found() -> None:
    found = checked(networks.Tabular, only=("training",))
    assert [len(one.shape) for one in found.probe.inputs] == [4, 2]
    assert not found.findings


def test_nothing_is_found_in_what_is_merely_strange_nor_is_it_changed() -> None:
    network = networks.Strange().train()
    before = {name: one.clone() for name, one in network.state_dict().items()}
    found = checked(network, IMAGES)
    (remark,) = found.findings
    assert (remark.kind, remark.name, remark.site) == ("remark", "shared_module", "again")
    assert (network.training, network.calls, len(network.mix._forward_hooks)) == (True, 0, 1)
    assert network.again is network.mix
    assert all(bool((one == before[name]).all()) for name, one in network.state_dict().items())
    assert all(one.grad is None for one in network.parameters())


def test_a_graph_break_is_a_remark_at_its_line() -> None:
    (finding,) = compiled(Here(source_of(networks.Deciding)), IMAGES)
    assert (finding.kind, finding.name) == ("remark", "graph_break")
    assert at_line(finding, "if made.max() > 1e6:")


def test_surgery_at_the_sites_of_the_network() -> None:
    source = source_of(networks.sound)
    done = {
        str(one.edit.site): one
        for one in edited(Here(source), IMAGES, describe(source.network))
        if isinstance(one.edit, Change) and one.edit.layer.kind == "Identity"
    }
    assert done["features.0"].at == "features.1"
    assert "BatchNorm2d expects 8 input channels" in done["features.0"].fails
    assert not done["fc"].fails
    assert EDITS not in done


def test_losses_that_fit_and_those_that_do_not() -> None:
    seen = Here(source_of(networks.sound)).see(IMAGES)
    assert isinstance(seen, Returned)
    fits = {one.loss: one for one in losses_of(seen)}
    assert not fits["CrossEntropyLoss"].wrong
    assert fits["CrossEntropyLoss"].target == "[2] int64"
    assert "log-probabilities" in fits["NLLLoss"].wrong


def test_one_score_is_no_choice_of_classes() -> None:
    fits = {
        one.loss: one.wrong for one in losses_of(Returned(outputs={"": TensorSpec((2, 1), "float32")}))
    }
    assert "several classes" in fits["CrossEntropyLoss"]
    assert not fits["BCEWithLogitsLoss"]


@pytest.mark.parametrize("name", ["resnet18", "resnext50_32x4d"])
def test_the_family_whose_weights_fit(name: str) -> None:
    from fuzz.execution import vision  # torchvision may need it before it is imported

    assert vision
    import torchvision

    network = getattr(torchvision.models, name)(num_classes=7)
    state = {f"body.{at}": tuple(one.shape) for at, one in network.state_dict().items()}
    fit = pretrained_fit(state)
    assert fit is not None
    assert (fit.member, fit.prefix, fit.count) == (name, "body.", len(state))
    assert [at for at, _, _ in fit.unfit] == ["body.fc.weight", "body.fc.bias"]


def test_other_names_fit_no_weights() -> None:
    assert pretrained_fit({"fc.weight": (7, 512)}) is None


@pytest.mark.parametrize(
    ("made", "shows"),
    [("wrong_head", "mat1 and mat2"), ("Remembering", "backward through the graph a second time")],
)
def test_the_script_of_a_finding_fails_as_it_is_told(made: str, shows: str) -> None:
    found = checked(getattr(networks, made), IMAGES, only=("training",)).findings
    finding = next(one for one in found if shows in one.message)
    lines = finding_script(finding, f"tests.check.networks:{made}")
    assert len(lines) <= 25
    with pytest.raises(RuntimeError, match=shows):
        exec("\n".join(lines), {})


@pytest.mark.parametrize("against", ["again", "alone", "reloaded", "compiled"])
def test_the_script_of_a_comparison_prints_both(
    against: str, capsys: pytest.CaptureFixture[str]
) -> None:
    probe = Probe(inputs=(Given((2, 3, 32, 32)),), against=against)  # type: ignore[arg-type]
    finding = Finding(kind="silent", name="one", text="", when="", probe=probe)
    lines = finding_script(finding, "tests.check.networks:Dropping")
    assert len(lines) <= 25
    if against == "compiled":
        return  # its last line needs torch.compile, which takes seconds to load
    exec("\n".join(lines), {})
    assert capsys.readouterr().out.count("tensor(") == 2
