"""The smallest output of a pattern keeps all that a loss may ask of the sizes of an output."""

from bisect import bisect
from itertools import combinations
from math import prod

import pytest
import torch
from hypothesis import given

from fuzz.execution.composition.comparison import Comparison, all_pairings
from fuzz.execution.composition.pattern import BANDS, EXACT, smallest_alike
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.outcome import Outcome
from fuzz.execution.setting import Setting
from fuzz.verdict import Signature
from fuzz.verdict.judgement import weigh
from strategies.contract import Prediction
from strategies.value import Shape
from tests.unit.strategies.strategy import OUTPUTS


@pytest.mark.parametrize("output", [(2, 1000), (2, 2048, 7, 7), (1000, 1000), (2, 100_352)], ids=repr)
def test_a_large_output_is_made_smaller(output: Shape) -> None:
    assert prod(smallest_alike(output)) < prod(output) / 3


@given(OUTPUTS)
def test_what_is_equal_stays_equal_and_what_is_larger_stays_larger(output: Shape) -> None:
    pairs = zip(output, smallest_alike(output), strict=True)
    for (one, small_one), (other, small_other) in combinations(pairs, 2):
        assert (one == other) == (small_one == small_other)
        assert (one < other) == (small_one < small_other)


@given(OUTPUTS)
def test_a_small_size_stays_as_it_is(output: Shape) -> None:
    for size, small in zip(output, smallest_alike(output), strict=True):
        assert size == small if size <= EXACT else EXACT < small <= size


@given(OUTPUTS)
def test_a_size_stays_in_its_band(output: Shape) -> None:
    for size, small in zip(output, smallest_alike(output), strict=True):
        assert bisect(BANDS, size) == bisect(BANDS, small)


@given(OUTPUTS)
def test_the_smallest_is_the_smallest_of_its_own_pattern(output: Shape) -> None:
    smallest = smallest_alike(output)
    assert smallest_alike(smallest) == smallest


def signature(outcome: Outcome) -> Signature | None:
    finding = weigh(Prediction(), outcome)
    return finding.signature if finding is not None else None


def verdicts(output: Shape) -> list[set[Signature | None]]:
    """What each loss and target makes of an output of a shape, forth and back."""
    strides = torch.empty(output, device="meta").stride()
    feature = TensorMeta(output, torch.float32, strides, requires_grad=True)
    setting = Setting(train=True, grad=True, autocast="off", backward=True, device="cpu")
    ways = (setting._replace(backward=False), setting)
    return [
        set(map(signature, comparison.outcomes(loss, target)))
        for comparison in (Comparison(feature, there) for there in ways)
        for loss, target in all_pairings(output)
    ]


COMPARED = [(32, 10), (40, 3), (2, 1000), (2, 64, 7, 7), (8, 2), (20, 10), (1000,), (64, 2)]


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("output", COMPARED, ids=repr)
def test_every_loss_treats_the_smallest_as_the_output_itself(output: Shape) -> None:
    pairs = zip(
        all_pairings(output) * 2, verdicts(output), verdicts(smallest_alike(output)), strict=True
    )
    assert [pairing for pairing, one, other in pairs if one != other] == []
