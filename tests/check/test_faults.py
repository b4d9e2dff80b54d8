"""Each fault is found in a network that has it, at its line, and nothing else is."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.checkup import COMPILE, CONTRACT, EDITS, PARTS, checkup
from fuzz.check.network.description import describe
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.tensor import Given
from fuzz.check.result import Checked
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from strategies.loss import Loss, Target
from tests.check import networks

FILE = Path(networks.__file__)
SLOW = (CONTRACT, EDITS, COMPILE, "another device")
IMAGES = Probe(inputs=(Given((2, 3, 32, 32)),))


def checked(made: object, probe: Probe | None = None, *, only: tuple[str, ...] = PARTS) -> Checked:
    source, without = source_of(made), (*SLOW, *(part for part in PARTS if part not in only))
    there = describe(source.network, source.built, source.gone)
    return checkup(Here(source), there, name="one", probe=probe, seconds=300, without=without)


def line_of(text: str) -> int:
    lines = FILE.read_text().splitlines()
    (number,) = (at for at, line in enumerate(lines, start=1) if text in line)
    return number


@pytest.mark.parametrize(
    ("made", "name", "code"),
    [
        (networks.wrong_head, "linear.in_features", "network.fc = nn.Linear(2048, 10)"),
        (networks.Merged, "merged_batch", "reshape(-1, 16)"),
        (networks.Listed, "unregistered", "self.heads = [nn.Linear"),
        (networks.Dropping, "random_in_eval", "mean((2, 3)), 0.5))"),
        (networks.Detached, "detached", ""),
        (networks.Stray, "uncalled", ""),
        (networks.Squeezed, "squeezed_batch", ".squeeze()"),
    ],
)
def test_a_fault_is_found_at_its_line(made: type[nn.Module], name: str, code: str) -> None:
    (finding,) = checked(made, IMAGES).findings
    assert finding.name == name
    if code:
        assert finding.place is not None
        assert (Path(finding.place.file), finding.place.line) == (FILE, line_of(code))


def test_a_state_that_outlives_a_batch_fails_in_the_second_step() -> None:
    found = checked(networks.Remembering, IMAGES, only=("training",)).findings
    finding = next(one for one in found if one.kind == "fails")
    assert (finding.name, finding.when) == ("kept_graph", "in the second step of training")
    assert finding.text.startswith("self.hidden keeps")


def test_a_loss_that_does_not_mean_the_output() -> None:
    probe = Probe(inputs=IMAGES.inputs, loss=Loss("CrossEntropyLoss"), target=Target(shape=(2,)))
    (finding,) = checked(networks.Probable, probe).findings
    assert (finding.kind, finding.name) == ("silent", "crossentropyloss.logits")
    assert not checked(networks.sound, probe).findings


def test_the_change_that_is_told_was_run() -> None:
    (finding,) = checked(networks.wrong_head, IMAGES).findings
    assert finding.change is not None
    assert (finding.change.site, finding.change.layer.options["in_features"]) == ("fc", 16)


def test_a_network_is_not_changed_by_being_checked() -> None:
    network = networks.sound().train()
    before = {name: one.clone() for name, one in network.state_dict().items()}
    assert not checked(network, IMAGES).findings
    assert network.training
    assert all(bool((one == before[name]).all()) for name, one in network.state_dict().items())
    assert all(one.grad is None for one in network.parameters())


def test_inputs_are_found() -> None:
    found = checked(networks.Two)
    assert not found.findings
    assert [one.shape[1] for one in found.probe.inputs] == [3, 1]
    assert found.outputs == {"['logits']": (2, 10)}
