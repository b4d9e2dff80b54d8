"""Where the line that raises is not the one to change, that which is is told, with its cure."""

from collections.abc import Callable

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.network.strays import strays
from fuzz.report.checked import change_lines
from tests.check import upstream
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import BUILT, at_line

Made = Callable[[], nn.Module]

UNLIKE = "mismatched_shapes"


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (upstream.Unpooled, UNLIKE, "# without the", "put maxpool in front of layer1"),
        (upstream.Elsewhere, UNLIKE, "# of unlike sizes", "bring one to the size"),
        (upstream.Unfrozen, "module_requires_grad", "# of the module", "module.requires_grad_(False)"),
        (upstream.Strided, "shaping.view", "# not in order", "y.reshape(y.size(0), -1, self.classes)"),
        (upstream.Unexpanded, "linear.in_features", "# not exp", "8, which is 4 * Wide.expansion"),
        (upstream.Named, "no_such_key", "# the name of the layer", "under the name 'out'"),
        (upstream.Transposed, UNLIKE, "# made larger", "use output_padding=1 in up"),
        (upstream.Resized, UNLIKE, "# made larger", "use scale_factor=2 in up"),
        (upstream.Downward, "joined_along_another", "# below each other", "torch.cat((...), dim=1)"),
    ],
)
def test_what_is_to_be_changed(made: Made, name: str, code: str, fix: str) -> None:
    finding = first(made)
    assert finding.name == name
    assert at_line(finding, code, upstream.__file__)
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("block", "code", "fix"),
    [
        (upstream.Unprojected, "# both ways", "nn.Conv2d(3, 8, 1, stride=2)"),
        (upstream.Unstrided, "# both ways", "use stride=2 in 0.short.0"),
        (upstream.Dilated, "# the first", "use padding=2 in 0.first"),
    ],
)
def test_the_layer_of_a_block_that_is_to_be_changed(block: type[nn.Module], code: str, fix: str) -> None:
    finding = first(upstream.in_a_network(block))
    assert at_line(finding, code, upstream.__file__)
    assert (fix in finding.fix, finding.change is not None) == (True, True)


def test_what_is_put_in_front_of_a_module_is_told_as_an_assignment() -> None:
    (line,) = change_lines(first(upstream.Unpooled))
    assert line == (
        "+ model.level[0] = nn.Sequential(nn.MaxPool2d(3, stride=2, padding=1), model.level[0])"
    )


@pytest.mark.parametrize(
    "made", [upstream.Pooled, upstream.WithoutPooling, upstream.Block, upstream.Decoder]
)
def test_what_is_sound(made: Made) -> None:
    assert not checked(made, IMAGES, only=(BUILT,)).findings


def test_a_head_beside_that_of_a_library_is_to_take_its_place() -> None:
    (finding,) = checked(upstream.beside, IMAGES, only=("training",)).findings
    assert (finding.name, finding.site) == ("uncalled", "fc")
    assert finding.fix.startswith("set it in place of classifier.1, which forward() calls")


@pytest.mark.parametrize(("features", "near"), [(1280, ["classifier.1"]), (8, [])])
def test_a_head_for_other_features_has_no_place(features: int, near: list[str]) -> None:
    network = upstream.beside(features=features)
    called = {name for name, _ in network.named_modules() if not name.startswith("fc")}
    assert [one.near for one in strays(network, called)] == near


def first(made: Made) -> Finding:
    return checked(made, IMAGES, only=(BUILT,)).findings[0]
