"""What is said in vain is told at its line, with what to say; and nothing of what is meant so."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.fault.size import unmeant_sizes
from fuzz.check.finding import Finding
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from tests.check import vain
from tests.check.test_contract import contract_of
from tests.check.test_faults import IMAGES, checked

FILE = Path(vain.__file__)


def at_line(finding: Finding, code: str) -> bool:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if code in line)
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, number)


@pytest.mark.parametrize(
    ("made", "part", "name", "code", "fix"),
    [
        (
            vain.Dropped,
            "the mode",
            "mode_for_p",
            "(x), self.training))",
            "p=0.5, training=self.training",
        ),
        (
            vain.Unfrozen,
            "",
            "module_requires_grad",
            "es.requires_grad =",
            "features.requires_grad_(False)",
        ),
        (vain.Misspelled, "", "misspelled_flag", "one.require_grad =", "one.requires_grad = False"),
        (vain.Momentum, "", "large_eps", "nn.BatchNorm2d(16, 0.9)", "momentum=0.1"),
        (vain.Relabelled, "", "stale_option", "self.fc.out_features = 7", "out_features=7"),
        (vain.Banked, "the state dict", "unlike_state", 'er("bank"', "_load_from_state_dict()"),
        (vain.Powered, "training", "nonfinite", "made.pow(self", "x.clamp(min=1e-6).pow(p)"),
        (vain.Scored, "samples by themselves", "mixed_samples", "/ spread", "dim=(1,), keepdim=True"),
        (
            vain.Undirected,
            "samples by themselves",
            "mixed_samples",
            "self.weights = nn.Softmax()",
            "the first of 3 is taken",
        ),
        (vain.Counted, "training", "requires_grad", "for one in chosen:", "list(...)"),
    ],
)
def test_what_is_said_in_vain(made: type[nn.Module], part: str, name: str, code: str, fix: str) -> None:
    (finding,) = checked(made, IMAGES, only=(part,)).findings
    assert (finding.name, not code or at_line(finding, code)) == (name, True)
    assert finding.kind == ("fails" if finding.exception else "silent")
    assert fix in finding.fix


@pytest.mark.parametrize(
    "made", [vain.Undropped, vain.Flagged, vain.Reweighted, vain.Roomy, vain.Stilled]
)
def test_what_is_meant_so(made: type[nn.Module]) -> None:
    assert not checked(made, IMAGES).findings


def test_a_layer_of_the_size_that_it_says_is_what_mends_it() -> None:
    found = checked(vain.Banded, IMAGES, only=("training",))
    (finding,) = found.findings
    assert (finding.name, finding.site) == ("stale_option", "features.0")
    assert at_line(finding, "self.features[0].in_channels = 5")
    assert found.outputs == {"": (2, 10)}


def test_channels_are_made_for_a_shuffle_by_the_layer_before_it() -> None:
    found = checked(vain.Shuffled, IMAGES, only=("training",))
    (finding,) = found.findings
    assert (finding.site, at_line(finding, "8 * 3, 3, padding=1")) == ("wide", True)
    assert "out_channels=72" in finding.fix
    assert found.outputs == {"": (2, 3, 96, 96)}


def test_a_number_for_each_sample_lacks_dimensions_at_its_end() -> None:
    (finding,) = checked(vain.Masked, IMAGES, only=("training",)).findings
    assert finding.fix.endswith("x.view(-1, 1, 1, 1)")


def test_windows_that_are_not_padded_are_a_remark() -> None:
    lab = Here(source_of(vain.Windowed))
    (finding,) = unmeant_sizes(lab, IMAGES, contract_of(vain.Windowed))
    assert isinstance(finding, Finding)
    assert (finding.kind, finding.name, at_line(finding, "windows = made")) == (
        "remark",
        "odd_sizes",
        True,
    )
    assert "F.pad" in finding.fix


def test_a_module_that_returns_nothing_is_named() -> None:
    (finding,) = checked(vain.Forgetful, IMAGES).findings
    assert (finding.name, finding.site) == ("attribute.nothing_returned", "first")
    assert at_line(finding, "def forward(self, x: torch.Tensor) -> None:")


def test_who_means_one_dropout_means_the_other() -> None:
    (finding,) = checked(vain.Twice, IMAGES, only=("the same input twice",)).findings
    assert (finding.kind, finding.name) == ("remark", "random_in_eval")
