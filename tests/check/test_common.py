"""Faults of every day are told at their line, with the very cure; what is sound has none."""

from collections.abc import Callable

import pytest
from torch import nn

from tests.check import common
from tests.check.test_faults import IMAGES, checked
from tests.check.test_misread import at_line

Made = Callable[[], nn.Module]


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (common.negated, "unasked_backward", "# nobody calls it", "torch.autograd.Function"),
        (common.direct, "unasked_backward", "# not applied", "Reversal.apply(x)"),
        (common.Pooled, "squeezed_batch", "# whatever is one", "torch.flatten(x, 1)"),
        (common.Heads, "unregistered", "# a dictionary", "self.heads = nn.ModuleDict()"),
        (common.Branches, "unregistered", "# a list", "nn.ParameterList(self.scales)"),
        (common.Places, "mixed_samples", "# the batch first", "nn.TransformerEncoderLayer(..., batch_"),
        (common.Frames, "by_place", "# steps first", "nn.GRU(..., batch_first=True)"),
        (common.Followed, "kept_graph", "# with its graph", "self.center = (...).detach()"),
        (common.Recurrent, "kept_graph", "# as it was", "self.state.detach() in this line"),
        (common.Asleep, "awakened", "# once", "self.freeze_norms(), and return self"),
        (common.Looped, "awakened", "# when it is made", "for one in self.features.modules()"),
        (common.Levels, "conv2d.channels", "# of another one", "[8, 16, 32] in place of [16, 32, 64]"),
        (common.Blocks, "conv2d.channels", "# by a number", "16 in lateral1.0, 32 in lateral2.0"),
        (common.Applying, "awakened", "# for each", "self.features.apply(sleep)"),
        (common.Handed, "awakened", "# for all", "sleep_all(self.features)"),
    ],
)
def test_the_very_cure(made: Made, name: str, code: str, fix: str) -> None:
    told = [one for one in checked(made, IMAGES).findings if one.name == name]
    assert [at_line(one, code, common.__file__) for one in told] == [True]
    assert fix in told[0].fix


@pytest.mark.parametrize(
    "made",
    [
        *(common.applied, common.Backed, common.SoundPooled, common.SoundPlaces, common.SoundFrames),
        *(common.SoundFollowed, common.SoundAsleep, common.SoundLevels),
    ],
)
def test_what_is_sound(made: Made) -> None:
    assert not [one for one in checked(made, IMAGES).findings if one.kind != "remark"]
