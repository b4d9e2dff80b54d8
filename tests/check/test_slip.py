"""Calls that are not written as they are to be are told with the expression as it is."""

from collections.abc import Callable
from typing import Any

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.at import At
from fuzz.check.plain.seen import Raised
from fuzz.check.running.source import source_of
from fuzz.check.unbuilt import unbuilt
from fuzz.error import FuzzError
from fuzz.execution.named.place import raised_at, span_at
from tests.check import slip
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import at_line

Made = Callable[[], nn.Module]


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (slip.Averaged, "dimensions_one_by_one", "# two dimensions", "x).mean((2, 3))"),
        (slip.Everywhere, "dimensions_one_by_one", "# each by itself", "x), (-2, -1))"),
        (slip.Regrouped, "sizes_beside_a_list", "# a list and", "x.view(x.size(0), -1, 4)"),
        (slip.Grouped, "sizes_beside_a_list", "# a part of", "x.reshape(*x.shape[:2], -1)"),
        (slip.Both, "join.one_tensor", "cat(wide, deep", "torch.cat([wide, deep], dim=1)"),
        (slip.Joined, "join.one_tensor", "# and the dim", "torch.cat([x, x.flip(-1)], 2)"),
        (slip.Clips, "join.one_tensor", "# no list of", "torch.stack([x, x.flip(-1)])"),
        (slip.Repeated, "join.one_tensor", "# one tensor", ".mean((2, 3)).unsqueeze(0)"),
        (slip.Permuted, "shaping.permute", "# of four", ".flatten(2).permute(0, 2, 1)"),
        (slip.Sized, "method_not_called", "# not called", "x.size(0)"),
        (slip.Halved, "method_not_called", "# the method", "x.size(-1)"),
        (slip.Shaped, "general.called", "# called", "x.shape[0]"),
        (slip.Transposed, "attribute_called", "self.weight.T()", "self.weight.T, or"),
        (slip.TwiceCalled, "result_called", "# what relu", "h = F.relu(x)"),
        (slip.Stages, "module.called_list", "# a list is", "use nn.Sequential"),
        (slip.Gated, "attribute.nothing_returned", "# no return", "return at its end"),
        (slip.Scaled, "number_of_several", "# of several", "leave it a tensor"),
        (slip.Listed, "number_of_several", "# one for each", "leave it a tensor"),
        (slip.Rectified, "function_as_layer", "# no tensor", "nn.ReLU(True)"),
        (slip.stripped, "deleted_attribute", "del network.fc", ".fc = nn.Identity()"),
        (slip.Misspelled, "unknown_name", "# another name", "self.avg_pool?"),
        (slip.Misnamed, "misnamed_constructor", "# no __init__", "def __init__(self"),
        (slip.Unbuilt, "unknown_name", "# nothing calls", "self.build_head()"),
        (slip.Enlarged, "mode_by_position", "# the third", "mode='bilinear'"),
        (slip.Maximal, "values_and_indices", "# values and", ", 2).values"),
        (slip.Sorted, "values_and_indices", "# and where", "dim=2).values"),
        (slip.Selfless, "call.no_self", "# noqa: N805  # no self", "def forward(self, x)"),
    ],
)
def test_what_raises_as_it_runs(made: Made, name: str, code: str, fix: str) -> None:
    (finding,) = checked(made, IMAGES).findings
    assert (finding.kind, finding.name, fix in finding.fix) == ("fails", name, True)
    assert at_line(finding, code, slip.__file__)


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (slip.Stacked, "module.list_in_sequential", "# no star", "nn.Sequential(*layers)"),
        (slip.Unborn, "module.no_super_init", "# before there", "super().__init__()"),
        (slip.Named, "module.no_super_init", "# without", "call it: super().__init__()"),
        (slip.Late, "module.no_super_init", "# too early", "the first line"),
        (slip.LateByName, "module.no_super_init", "# before its name", "the first line"),
        (slip.Counted, "no_length", "range(len(blocks))", "the number itself, blocks"),
        (slip.Deep, "range_of_list", "# a list of them", "range(len(blocks))"),
        (slip.Kernelless, "construction.missing", "# no kernel", "(16, 8, kernel_size=...)"),
        (slip.Packed, "construction.missing", "# in one", "nn.Linear(16, sizes[1])"),
        (slip.Lacking, "construction.missing", "# and its width", "Headed(10, width=...)"),
        (slip.Enlarging, "mode_by_position", "# the second", "mode='bilinear'"),
        (slip.Activated, "function_as_layer", "# no layer", "nn.ReLU(inplace=True)"),
    ],
)
def test_what_raises_as_it_is_built(made: Made, name: str, code: str, fix: str) -> None:
    finding = _unbuilt(made)
    assert (finding.name, fix in finding.fix) == (name, True)
    assert at_line(finding, code, slip.__file__)


def test_what_is_made_of_none_is_told_where_it_is_called() -> None:
    (finding,) = checked(slip.emptied, IMAGES).findings
    assert (finding.name, "nn.Identity()" in finding.fix) == ("part.none", True)


def test_a_forward_without_a_return_is_told_at_its_beginning() -> None:
    (finding,) = checked(slip.Silent, IMAGES).findings
    assert (finding.kind, finding.name) == ("silent", "no_output")
    assert at_line(finding, "# none at the end", slip.__file__)


def test_what_needs_arguments_is_told_with_all_of_them() -> None:
    with pytest.raises(FuzzError, match="num_classes and width have no default") as raised:
        source_of(slip.Headed, "nets:Headed")
    assert "build = lambda: Headed(num_classes=..., width=...)" in str(raised.value)


def test_what_is_written_rightly_has_no_finding() -> None:
    assert not [one for one in checked(slip.Sound, IMAGES).findings if one.kind != "remark"]


def _unbuilt(made: Any) -> Finding:
    with pytest.raises((TypeError, ValueError, AttributeError)) as raised:
        source_of(made)
    at = At(place=raised_at(raised.tb), span=span_at(raised.tb))
    kind, message = raised.type.__name__, str(raised.value)
    (finding,) = unbuilt("one", Raised("build", kind, message, at)).findings
    return finding
