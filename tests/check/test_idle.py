"""What is done for nothing, or left as it was, is told at its line; of what looks like it, nothing."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.checkup import CONTRACT, PARTS, checkup
from fuzz.check.finding import Finding
from fuzz.check.network.description import describe
from fuzz.check.plain.probe import Probe
from fuzz.check.running.lab import Here
from fuzz.check.running.source import source_of
from tests.check import idle
from tests.check.test_faults import IMAGES, checked

TWO = Probe(inputs=IMAGES.inputs * 2)
FILE = Path(idle.__file__)
MEANING, GRADIENTS, BUILT = "what values mean", "the gradients", ""
SHARES, TRAINING, MODE, QUANTISED = "what is dropped", "training", "the mode", "quantisation"
LOSS, SUMS = "the loss", "sums"


def found(made: object, part: str) -> tuple[Finding, ...]:
    return checked(made, IMAGES, only=(part,)).findings


def within(between: type[nn.Module]) -> object:
    return lambda: idle.Images(between())


def is_at_line(finding: Finding, code: str) -> bool:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if code in line)
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, number)


@pytest.mark.parametrize(
    ("made", "part", "name", "code", "fix"),
    [
        (within(idle.Unshuffled), MEANING, "undone", "divided for nothing", "x.transpose(1, 2)"),
        (
            within(idle.TakenTwice),
            MEANING,
            "idle_name",
            "# one of both",
            "take most in place of one mean",
        ),
        (within(idle.Aliased), SUMS, "doubled", "kept = out", "keep what comes in by another name"),
        (idle.Enlarged, MEANING, "channels_for_height", "# channels and height", "x.shape[-2:]"),
        (within(idle.Weighed), GRADIENTS, "single_norm", "# of one value", "the number of features"),
        (within(idle.Path), SHARES, "wrong_share", "# by the other share", "x / (1 - p)"),
        (idle.AllDropped, BUILT, "all_dropped", "Dropout2d(1.0)", "p=0"),
    ],
)
def test_what_is_silently_wrong(made: object, part: str, name: str, code: str, fix: str) -> None:
    finding = next(one for one in found(made, part) if one.name == name)
    assert (finding.kind, is_at_line(finding, code)) == ("silent", True)
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("made", "part", "name", "site", "says"),
    [
        (within(idle.ThereAndBack), MEANING, "undone", "between", "view_as"),
        (within(idle.Forgotten), MEANING, "idle_name", "between", "reads spread"),
        (idle.two_linear, MEANING, "linear_behind_linear", "head.1", "head.0"),
        (idle.dropped_linear, MEANING, "linear_behind_linear", "head.2", "head.0"),
        (idle.two_convolutions, MEANING, "linear_behind_linear", "between.1", "nn.Conv2d"),
        (idle.much_dropped, BUILT, "much_dropped", "between", "10% of what comes in is left"),
        (idle.no_momentum, BUILT, "no_momentum", "between", "they stay as they are"),
        (idle.frozen_features, BUILT, "moving_statistics", "cnn.1", "their statistics are not"),
        (idle.frozen_head, TRAINING, "frozen_head", "head", "what comes before it is trained"),
        (idle.floored, LOSS, "floored_output", "head.1", "leaves nothing below zero"),
        (idle.scored, MEANING, "softmax_of_relu", "head.1", "no score is below zero"),
        (idle.Sleeping, MODE, "stays_in_eval", "", "forward() of Sleeping calls eval()"),
        (within(idle.PlainPath), SHARES, "wrong_share", "between", "on average 0.7"),
    ],
)
def test_what_may_be_meant(made: object, part: str, name: str, site: str, says: str) -> None:
    finding = next(one for one in found(made, part) if one.name == name)
    assert (finding.kind, finding.site) == ("remark", site)
    assert says in finding.text


def test_an_argument_that_another_stands_for_is_told_in_a_sum_as_well() -> None:
    (finding,) = checked(idle.Compared, TWO, only=(BUILT,)).findings
    assert (finding.name, is_at_line(finding, "# with itself")) == ("unused_argument", True)


def test_what_makes_the_same_number_of_all_has_no_influence() -> None:
    names = {one.name for one in checked(idle.Compared, TWO, only=("what has no influence",)).findings}
    assert "no_influence" in names


def test_a_map_that_is_made_square_again_is_told_at_its_line() -> None:
    source = source_of(within(idle.SquareAgain))
    there = describe(source.network, source.built)
    without = tuple(part for part in PARTS if part != CONTRACT)
    found = checkup(Here(source), there, name="one", probe=IMAGES, seconds=300, without=without).findings
    finding = next(one for one in found if one.name == "squares_only")
    assert (finding.kind, is_at_line(finding, "# whatever it was")) == ("remark", True)


def test_a_map_that_a_linear_layer_gets_is_flattened_where_it_is_called() -> None:
    (finding,) = found(idle.Unflattened, BUILT)
    assert (finding.name, is_at_line(finding, "# a map")) == ("linear.unflattened", True)
    assert finding.fix == "put nn.Flatten() in front of it"


def test_a_list_times_a_number_is_told_at_its_line() -> None:
    (finding,) = found(idle.Stacked, BUILT)
    assert (finding.name, finding.site) == ("shared_module", "blocks.1")
    assert is_at_line(finding, "[block] * 3")
    assert "for _ in range(n)" in finding.fix


@pytest.mark.parametrize(
    ("made", "site", "says", "fix"),
    [
        (idle.PlainSum, "", "add() has no form for quantised tensors", "self.functional.add(...)"),
        (idle.TooEarly, "fc", "fc takes quantised tensors then, and gets one of float32", "DeQuantStub"),
        (idle.StaysQuantised, "quant", "a quantised tensor", "return self.dequant(x)"),
    ],
)
def test_what_a_conversion_shows(made: object, site: str, says: str, fix: str) -> None:
    (finding,) = found(made, QUANTISED)
    assert (finding.kind, finding.site) == ("fails", site)
    assert says in finding.text
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("made", "part"),
    [
        (within(idle.Shuffled), MEANING),
        (within(idle.Grouped), MEANING),
        (within(idle.TakenOnce), MEANING),
        (within(idle.Named), MEANING),
        (idle.low_rank, MEANING),
        (idle.separable, MEANING),
        (idle.activated, MEANING),
        (within(idle.TwoWays), MEANING),
        (idle.EnlargedRight, MEANING),
        (idle.activated_in_place, MEANING),
        (idle.weighed_by_several, GRADIENTS),
        (idle.half_dropped, BUILT),
        (idle.floored_maps, LOSS),
        (idle.distances, LOSS),
        (idle.projected, SUMS),
        (within(idle.AroundNothing), SUMS),
        (idle.Asleep, BUILT),
        (within(idle.RightPath), SHARES),
        (within(idle.Noise), SHARES),
        (within(idle.Flip), SHARES),
        (idle.Quantised, QUANTISED),
        (idle.Images, TRAINING),
    ],
)
def test_what_looks_like_it(made: object, part: str) -> None:
    assert found(made, part) == ()
