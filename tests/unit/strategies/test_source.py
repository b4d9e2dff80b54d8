"""The text of a tensor, as a reproducer quotes it, makes the tensor that was run."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from fuzz.execution.tensor import input_tensor, target_tensor
from fuzz.report.source import input_text, target_text
from resnet_fuzz import inputs, targets
from strategies.input import INPUT_VALUES, Input
from strategies.loss import LOSSES, LossKind, Target
from strategies.loss.pairing import candidates
from strategies.loss.target import TARGET_VALUES
from strategies.value import DTYPES

DRAWN = ("normal", "unit", "probabilities")
"""Values that are drawn at random; the text draws others."""

SHAPES = st.lists(st.integers(0, 4), max_size=5).map(tuple)
OUTPUTS = st.sampled_from(((2, 1000), (2, 1), (3, 10, 7, 7), (2, 3, 4), (0, 10), (10,), ()))


def evaluated(text: str) -> Tensor:
    """What a text of our own making stands for."""
    value = eval(text, {"torch": torch, "nn": nn})
    assert isinstance(value, Tensor)
    return value


def layout(tensor: Tensor) -> list[int]:
    """The strides along the axes that are walked along."""
    if tensor.numel() == 0:
        return []
    sizes = zip(tensor.shape, tensor.stride(), strict=True)
    return [stride for size, stride in sizes if size > 1]


def assert_alike(made: Tensor, real: Tensor, text: str) -> None:
    assert made.shape == real.shape, text
    assert made.dtype == real.dtype, text
    assert layout(made) == layout(real), text


def assert_equal_input(given: Input) -> None:
    text = input_text(given)
    made, real = evaluated(text), input_tensor(given, "cpu")
    assert_alike(made, real, text)
    if given.values == "zeros":
        assert torch.equal(made, real), text


def assert_equal_target(target: Target) -> None:
    text = target_text(target)
    made, real = evaluated(text), target_tensor(target, "cpu")
    assert_alike(made, real, text)
    if target.values not in DRAWN:
        assert torch.equal(made, real), text


@given(inputs())
def test_the_text_of_a_drawn_input_makes_it(given: Input) -> None:
    assert_equal_input(given)


@given(
    st.builds(
        Input,
        shape=SHAPES,
        dtype=st.sampled_from(DTYPES),
        layout=st.sampled_from(("contiguous", "channels_last", "strided")),
        values=st.sampled_from(INPUT_VALUES),
    )
)
def test_the_text_of_any_input_makes_it(given: Input) -> None:
    assert_equal_input(given)


@given(OUTPUTS.flatmap(targets))
def test_the_text_of_a_drawn_target_makes_it(target: Target) -> None:
    assert_equal_target(target)


@given(
    st.builds(
        Target,
        shape=SHAPES,
        dtype=st.sampled_from(DTYPES),
        values=st.sampled_from(TARGET_VALUES),
    )
)
def test_the_text_of_any_target_makes_it(target: Target) -> None:
    assert_equal_target(target)


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_the_text_of_each_candidate_makes_it(kind: LossKind) -> None:
    for target in candidates(kind, (2, 10)):
        assert_equal_target(target)
