"""What is advised: a fix that is right, at the line that gave its argument; and what is behind it."""

from fuzz.check.bound.find import find_contract
from fuzz.check.checkup import CONTRACT, PARTS, checkup
from fuzz.check.network.description import describe
from fuzz.check.plain.at import At
from fuzz.check.plain.probe import Probe
from fuzz.check.plain.seen import Seen
from fuzz.check.pretrained import FAMILY, pretrained_fit, shapes
from fuzz.check.running.lab import Here, Timed
from fuzz.check.running.mismatch import mismatch
from fuzz.check.running.source import source_of
from fuzz.report.checked import finding_lines
from fuzz.report.weights import weights_lines
from strategies.rule import TensorSpec
from tests.check import kin, networks
from tests.check.test_faults import IMAGES, checked
from tests.check.test_kin import at_line, the


def test_a_head_behind_a_pooling_to_more_than_one_value_needs_the_features_of_its_map() -> None:
    finding = the(kin.Coarse)
    assert finding.name == "linear.in_features"
    fix = "use in_features=16 * 2 * 2, which is 64; or pool to 1 x 1, for Linear as it is"
    assert finding.fix == fix
    assert finding.change is not None
    assert finding.change.layer.options["in_features"] == 64


def test_the_line_that_gives_a_constructor_its_argument_is_told() -> None:
    (finding,) = checked(kin.Headed, IMAGES).findings
    assert at_line(finding, "Head(8)")


def test_that_line_is_to_blame_where_all_of_a_module_is_made_for_another_size() -> None:
    (finding,) = checked(kin.Gated, IMAGES).findings
    assert (finding.name, finding.site) == ("conv2d.channels", "gates.1")
    assert at_line(finding, "Gate(channels) for channels in")
    assert finding.fix.startswith("make gates.1 for what it gets: in_channels=16")


def test_the_line_that_gives_a_helper_its_channels_is_told() -> None:
    (finding,) = checked(kin.Decoded, IMAGES).findings
    assert (finding.name, finding.site) == ("conv2d.channels", "second.0.0")
    assert at_line(finding, "self.second = Stage(16, 8)")
    assert finding.fix == "use in_channels=8"


def test_a_line_that_computes_the_channels_is_told_with_the_call_that_gives_what_it_takes() -> None:
    (finding,) = checked(kin.Units, IMAGES).findings
    assert (finding.name, finding.site) == ("conv2d.channels", "units.0.conv.0")
    assert at_line(finding, "self.conv = conv_relu(channels * 2, channels)")
    assert finding.called is not None
    assert "Unit(channels) for channels in (8,)" in finding.called.code
    assert any("made by" in line and "Unit(channels)" in line for line in finding_lines(finding))


def test_the_call_that_freezes_the_head_with_the_rest_is_told() -> None:
    (finding,) = [one for one in checked(kin.tuned, IMAGES).findings if one.kind != "remark"]
    assert finding.name == "requires_grad"
    assert at_line(finding, "freeze(network)  # the head too")
    assert all(one.kind == "remark" for one in checked(kin.tuned_before, IMAGES).findings)


def test_the_line_that_returns_a_module_which_another_name_has_is_told() -> None:
    told = [one for one in checked(kin.Twins, IMAGES).findings if one.name == "shared_module"]
    assert [at_line(one, "return self.online  # the same module") for one in told] == [True]


def test_a_gate_of_other_channels_lacks_no_stride() -> None:
    gate, gated = TensorSpec((2, 8, 1, 1), "float32"), TensorSpec((2, 16, 4, 4), "float32")
    told = mismatch(At(op="mul", operands=(gate, gated)))
    assert told is not None
    assert told[1] == "project one to the channels of the other: nn.Conv2d(8, 16, 1)"


def test_what_shows_after_a_change_is_no_fault_by_itself() -> None:
    first, second = checked(kin.Twofold, IMAGES).findings
    assert (first.behind, second.behind) == (False, True)
    assert finding_lines(second)[0].startswith("  AFTER THAT CHANGE")
    assert second.site == "fc.1"


def test_a_size_that_is_written_in_numbers_is_a_remark_at_its_line() -> None:
    source = source_of(kin.Fixed)
    there = describe(source.network, source.built)
    without = [part for part in PARTS if part != CONTRACT]
    found = checkup(Here(source), there, name="one", probe=IMAGES, without=without).findings
    (finding,) = (one for one in found if one.name == "fixed_size")
    assert (finding.kind, at_line(finding, "size=(4, 4)")) == ("remark", True)


def test_all_weights_that_do_not_fit_are_named_by_their_modules() -> None:
    state = shapes(FAMILY["resnet18"]) | {"fc.weight": (10, 512), "fc.bias": (10,)}
    state["layer4.0.conv1.weight"] = (512, 256, 1, 1)
    for name in ("running_mean", "running_var", "num_batches_tracked"):
        del state[f"layer4.1.bn2.{name}"]
    fit = pretrained_fit(state)
    assert fit is not None
    assert list(weights_lines(fit)) == [
        "116 of 122 of torchvision's resnet18 fit",
        "layer4.0.conv1: weight [512, 256, 1, 1], there [512, 256, 3, 3]",
        "fc: weight [10, 512], there [1000, 512], bias [10], there [1000]",
        "no layer4.1.bn2: running_mean, running_var, num_batches_tracked",
    ]


def test_of_many_modules_that_lack_the_same_the_first_are_named() -> None:
    state = shapes(FAMILY["resnet18"])
    lacking = [name for name in state if name.endswith("num_batches_tracked")]
    for name in lacking:
        del state[name]
    fit = pretrained_fit(state)
    assert fit is not None
    named = ", ".join(name.rpartition(".")[0] for name in lacking[:6])
    (_, told) = weights_lines(fit)
    assert told == f"no {named} and {len(lacking) - 6} more: num_batches_tracked"


class Hurried(Timed):
    """A lab with time for so many probes."""

    def __init__(self, lab: Here, runs: int) -> None:
        super().__init__(lab, 60.0)
        self.left = runs

    def see(self, probe: Probe) -> Seen:
        self.left -= 1
        self.deadline = self.deadline if self.left > 0 else 0.0
        return super().see(probe)


def test_sizes_are_told_before_all_else_of_the_contract() -> None:
    found = find_contract(Hurried(Here(source_of(networks.sound)), 40), IMAGES)
    assert found.spatial.free
    assert "element types" in found.untried


def test_what_was_tried_of_sizes_is_told_where_there_is_no_more_time() -> None:
    found = find_contract(Hurried(Here(source_of(networks.Decoder)), 6), IMAGES)
    assert found.spatial.cut
    assert found.untried[0] == "H and W (16 run; 1, 2, 3, 7 do not)"


def test_more_time_is_said_to_be_had() -> None:
    source = source_of(networks.sound)
    there = describe(source.network, source.built)
    found = checkup(Here(source), there, name="one", probe=IMAGES, seconds=0.2)
    assert "More time: --time 0.4s" in found.left_out[-1]
