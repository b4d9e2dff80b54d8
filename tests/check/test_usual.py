"""Faults as people make them every day are told at their line, with a cure; what is sound has none."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.probe import Probe
from strategies.loss import Loss, Target
from tests.check import usual
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import at_line

Made = Callable[[], nn.Module]
TWO = Probe(inputs=IMAGES.inputs * 2)


@pytest.mark.parametrize(
    ("made", "kind", "name", "code", "fix"),
    [
        (usual.Pair, "silent", "mixed_samples", "# along what it is told", "along dim=0"),
        (usual.Boxes, "fails", "shaping.features", "# too few", "use out_features=20 in head.2"),
        (usual.Expected, "fails", "widened_dtype", "# float64", ".float()"),
        (usual.Sequences, "fails", "linear.in_features", "# for one direction", "use in_features=16"),
        (usual.Windowed, "fails", "missing_pooling", "# of a fixed size", "nn.AdaptiveAvgPool2d(1)"),
        (usual.Decoder, "fails", "conv2d.channels", "# 8 channels are skipped", "use in_channels=24"),
        (usual.Pyramid, "fails", "keys_for_values", "# its keys", "features.values()"),
        (usual.Margin, "fails", "transposed_weight", "# features in front", "of the shape [10, 16]"),
        (usual.Multiplied, "fails", "transposed_weight", "# not transposed", "x @ weight.t()"),
        (usual.Masked, "fails", "module.parameter_overwritten", "# no parameter", "F.conv2d(x, "),
        (usual.Latent, "fails", "divided_along_batch", "# of the batch", "chunk(2, dim=1)"),
        (usual.Excited, "fails", "linear.unflattened", "# no Flatten", "put nn.Flatten()"),
        (usual.Attended, "fails", "mismatched_shapes", "# no padding", "use padding=1 in gate"),
        (usual.Read, "fails", "lstm.rank", "# a map", "x.flatten(2).transpose(1, 2)"),
        (usual.Flat, "fails", "merged_batch", "# the batch too", "torch.flatten(x, 1)"),
        (usual.Volumes, "fails", "conv3d.channels", "# for volumes", "use nn.Conv2d"),
        (usual.Sized, "fails", "sizes_of_shape", "# of what is pooled", "in front of a pooling"),
        (usual.Dropped, "fails", "number_called", "# a number", "nn.Dropout(0.5)"),
        (usual.Hooked, "fails", "no_such_key", "# nothing was kept", "a hook fills it"),
        (usual.Behind, "fails", "no_such_place", "# one too many", "len(...) - 1"),
        (usual.Activated, "silent", "layer_not_called", "# makes a layer", "nn.ReLU()(x)"),
        (usual.Given, "fails", "conv2d.channels", "# of another network", "use in_channels=16"),
        (usual.Around2, "fails", "mismatched_shapes", "# nothing projects", "nn.Conv2d(8, 16, 1)"),
        (usual.Ungated, "silent", "uncalled", "# not called", "call it in forward()"),
        (usual.InSequence, "fails", "call.more_inputs", "# takes two", "nn.Sequential gives each"),
        (usual.Pooled, "fails", "batchnorm1d.rank", "# not flattened", "put nn.Flatten() in front"),
        (usual.beside, "silent", "uncalled", "# and not fc", "fc in place of classifier"),
        (usual.Tokens, "fails", "mismatched_shapes", "# not expanded", "x.expand(n, -1, -1)"),
        (usual.Streams, "silent", "unused_argument", "# not the depth", "self.depth_stream(depth)"),
        (usual.Centres, "silent", "plain_weight", "# a plain tensor", "nn.Parameter("),
        (usual.Collecting, "fails", "grown_list", "# of all calls", "self.maps.clear()"),
        (usual.nearly, "silent", "stray_name", "# a name like it", "use the name features"),
        (usual.Rows, "fails", "batchnorm1d.one_value", "# one by one", "torch.stack(rows)"),
        (usual.Labels, "silent", "swapped_pair", "# the other way round", "scores, labels ="),
        (usual.Decorated, "remark", "detached", "# for what is to be trained", "no_grad()"),
        (usual.Points, "remark", "floored_output", "# and behind the last", "no relu()"),
        (usual.Corners, "remark", "sigmoid_of_relu", "# and behind the last", "leave out the relu"),
    ],
)
def test_what_people_do(
    made: Callable[[], nn.Module], kind: str, name: str, code: str, fix: str
) -> None:
    told = [one for one in _findings(made) if one.name == name]
    assert [(one.kind, at_line(one, code, usual.__file__)) for one in told] == [(kind, True)]
    assert fix in told[0].fix


@pytest.mark.parametrize(
    ("made", "code", "fix"),
    [
        (usual.Unpooled, "# not pooled", "x.flatten(1)"),
        (usual.Views, "# two rows for each", "torch.stack(...)"),
    ],
)
def test_rows_that_are_no_samples_are_told_where_they_are_made(
    made: type[nn.Module], code: str, fix: str
) -> None:
    loss, target = Loss("CrossEntropyLoss"), Target(shape=(2,), dtype="int64", values="classes")
    told = checked(made, replace(IMAGES, loss=loss, target=target)).findings
    (finding,) = [one for one in told if one.name == "crossentropyloss.batch"]
    assert at_line(finding, code, usual.__file__)
    assert fix in finding.fix


def test_a_call_that_leaves_an_argument_at_its_default_is_told_with_the_line() -> None:
    (finding,) = _findings(usual.Defaulted)
    assert at_line(finding, "# of another width", usual.__file__)
    assert finding.called is not None
    assert "scores(4)" in finding.called.code


@pytest.mark.parametrize(
    "made", [usual.SoundPair, usual.Matched, usual.SoundSequences, usual.SoundLabels]
)
def test_what_is_sound(made: type[nn.Module]) -> None:
    assert not [one for one in _findings(made) if one.kind != "remark"]


def _findings(made: Made) -> tuple[Finding, ...]:
    two = made in (usual.Pair, usual.SoundPair, usual.Matched, usual.Streams)
    return checked(made, TWO if two else IMAGES).findings
