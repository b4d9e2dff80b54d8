"""What is read, or was built, as something else than it is meant is told at its line; of what looks like
it, nothing."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Raised
from fuzz.check.plain.tensor import Given
from fuzz.check.running.child import Child
from fuzz.check.unbuilt import unbuilt
from tests.check import gone, misread
from tests.check.test_faults import IMAGES, checked

MEANING, BUILT, PAIR = "what values mean", "", Probe(inputs=(Given((2, 3, 32, 32)),) * 2)


def at_line(finding: Finding, code: str, file: str = misread.__file__) -> bool:
    lines = Path(file).read_text().splitlines()
    (number,) = (at for at, line in enumerate(lines, 1) if code in line)
    place = finding.place
    return place is not None and (place.file, place.line) == (file, number)


@pytest.mark.parametrize(
    ("made", "part", "name", "code", "fix"),
    [
        (misread.Upper, MEANING, "looks_ahead", "# ahead, of bools", "dtype=torch.bool).tril()"),
        (misread.Infinite, MEANING, "looks_ahead", "# ahead, of floats", "triu(1)"),
        (misread.Layered, MEANING, "looks_ahead", "# ahead, of the layer", "above the diagonal"),
        (misread.Similar, MEANING, "units_astray", "# along the places", "dim=-1"),
        (misread.Summed, MEANING, "units_astray", "# for einsum", "dim=-1"),
        (misread.Warped, MEANING, "grid_in_pixels", "return F.grid_sample(", "/ (w - 1) - 1"),
        (misread.Vectors, MEANING, "samples_dropped", "self.drop = nn.Dropout1d", "nn.Dropout(0.3)"),
        (misread.Functional, MEANING, "samples_dropped", "F.dropout1d(x", "nn.Dropout(0.2)"),
        (misread.Dropping, MEANING, "unread", "# and lost", "x = self.drop(x)"),
        (misread.Unnormed, MEANING, "unread", "# and never read", "x = F.normalize(x)"),
        (misread.Leaky, BUILT, "bool_for_number", "nn.LeakyReLU(True)", "nn.LeakyReLU(inplace=True)"),
        (misread.Exponential, BUILT, "bool_for_number", "nn.ELU(True)", "nn.ELU(inplace=True)"),
        (misread.NormOfBool, BUILT, "bool_for_number", "nn.BatchNorm1d(16, False)", "affine=False"),
        (
            misread.Named,
            BUILT,
            "replaced_name",
            'OrderedDict([("fc", nn.Linear(16, 16)), ("act", nn.ReLU()), ("fc"',
            "fc2",
        ),
        (misread.Keyed, BUILT, "replaced_name", 'nn.ModuleDict({"a"', "a2"),
        (misread.Twins, BUILT, "unused_argument", "# twice", "self.once(right)"),
        (misread.Returned, BUILT, "unused_argument", "# returned", "self.once(other)"),
        (misread.OfClass, "training", "unregistered", "shift = nn.Parameter", "self.shift = ..."),
    ],
)
def test_what_is_misread(made: type[nn.Module], part: str, name: str, code: str, fix: str) -> None:
    probe = PAIR if made in (misread.Twins, misread.Returned) else IMAGES
    finding = next(one for one in checked(made, probe, only=(part,)).findings if one.name == name)
    assert (finding.kind, at_line(finding, code)) == ("silent", True)
    assert fix in finding.fix


@pytest.mark.parametrize(
    "made",
    [
        *(misread.Causal, misread.Hiding, misread.Near, misread.BothWays),
        *(misread.Cosine, misread.OfChannels, misread.Scaled, misread.Rows),
        *(misread.Branched, misread.Bilinear),
        *(misread.Aside, misread.Slight, misread.NamedApart, misread.Spare, misread.Hinted),
    ],
)
def test_what_is_meant_so(made: type[nn.Module]) -> None:
    found = checked(made, IMAGES, only=(MEANING, "training")).findings
    assert not [one for one in found if one.kind != "remark"]


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (gone.MapNormed, "layernorm.normalized_shape", "# of a map", "permute(0, 2, 3, 1)"),
        (gone.TokensNormed, "batchnorm1d.channels", "# of tokens", "transpose(1, 2)"),
        (gone.Thinner, "batchnorm1d.channels", "nn.BatchNorm1d(16)", "num_features=24"),
        (gone.Joined, "join.one_tensor", "# no list", "torch.cat([self.cnn(x), self.cnn(y)])"),
        (gone.Slipped, "module.no_forward", "# inside", "as far as def __init__"),
    ],
)
def test_what_fails(made: type[nn.Module], name: str, code: str, fix: str) -> None:
    finding = checked(made, None if made is gone.Joined else IMAGES).findings[0]
    assert (finding.kind, finding.name, fix in finding.fix) == ("fails", name, True)
    assert made is gone.Thinner or at_line(finding, code, gone.__file__)


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        ("Whole", "module_cycle", "# round and round", "self.whole = [module]"),
        ("Blocks", "named_like_layer", "# of a block", "isinstance(m, (nn.Conv2d"),
        ("Looped", "named_like_layer", "# of all", "isinstance(m, (nn.Conv2d"),
        ("Biased", "missing_bias", "# of none", "if module.bias is not None:"),
    ],
)
def test_what_cannot_be_built(made: str, name: str, code: str, fix: str) -> None:
    with Child(f"tests.check.gone:{made}", seconds=60.0) as lab:
        raised = lab.describe()
    assert isinstance(raised, Raised)
    (finding,) = unbuilt("one", raised).findings
    assert (finding.name, at_line(finding, code, gone.__file__)) == (name, True)
    assert fix in finding.fix


def test_a_way_past_a_step_is_told_where_it_leads_to_the_other() -> None:
    (finding,) = checked(gone.Rounded, IMAGES, only=("training",)).findings
    assert at_line(finding, "# exchanged", gone.__file__)
    assert finding.fix == "write z + (q - z).detach()"
    assert not checked(gone.RoundedWell, IMAGES, only=("training",)).findings


def test_the_momentum_of_another_library_is_a_remark() -> None:
    (finding,) = checked(misread.Keras, IMAGES, only=(BUILT,)).findings
    assert (finding.kind, finding.name) == ("remark", "large_momentum")
    assert at_line(finding, "momentum=0.99")
    assert "momentum=0.01" in finding.fix
