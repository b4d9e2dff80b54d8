"""Templates: what a message says, whatever the numbers, shapes and element types in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.verdict import template

LOADING = (
    "Error(s) in loading state_dict for ResNet:\n\tsize mismatch for fc.weight: copying a param with"
    " shape torch.Size([1000, 2048]) from checkpoint, the shape in current model is"
    " torch.Size([10, 2048])."
)
MESSAGES = {
    "mat1 and mat2 shapes cannot be multiplied (2x8192 and 2048x1000)": (
        "mat1 and mat2 shapes cannot be multiplied (<shape> and <shape>)"
    ),
    "Given groups=1, weight of size [64, 3, 7, 7], expected input[2, 4, 32, 32] to have 3 channels,"
    " but got 4 channels instead": (
        "Given groups=#, weight of size <shape>, expected input<shape> to have # channels,"
        " but got # channels instead"
    ),
    "Calculated padded input size per channel: (6 x 230). Kernel size: (7 x 7)": (
        "Calculated padded input size per channel: <shape>. Kernel size: <shape>"
    ),
    "Expected more than 1 value per channel when training, got input size torch.Size([1, 64, 1, 1])": (
        "Expected more than # value per channel when training, got input size <shape>"
    ),
    "expected 2D or 3D input (got 4D input)": "expected #D or #D input (got #D input)",
    "Input type (CPUBFloat16Type) and weight type (torch.FloatTensor) should be the same": (
        "Input type (<dtype>) and weight type (<dtype>) should be the same"
    ),
    "Input type (torch.cuda.HalfTensor) and weight type (torch.FloatTensor) should be the same": (
        "Input type (<dtype>) and weight type (<dtype>) should be the same"
    ),
    "expected target dtype to be Long or Byte, but got Float": (
        "expected target dtype to be <dtype> or <dtype>, but got <dtype>"
    ),
    "\"slow_conv2d_cpu\" not implemented for 'Bool'": (
        "\"slow_conv2d_cpu\" not implemented for '<dtype>'"
    ),
    "Using a target size (torch.Size([])) that is different to the input size (torch.Size([2]))": (
        "Using a target size (<shape>) that is different to the input size (<shape>)"
    ),
    "dropout probability has to be between 0 and 1, but got -0.1": (
        "dropout probability has to be between # and #, but got #"
    ),
    "'Bottleneck' object has no attribute 'conv2'": "'Bottleneck' object has no attribute '<name>'",
    "Casting complex values to real (Triggered internally at /pytorch/Copy.cpp:307.)": (
        "Casting complex values to real"
    ),
    "Function 'MmBackward0' returned nan values in its 0th output.": (
        "Function 'MmBackward#' returned nan values in its #th output."
    ),
    "  the first line counts\nand not the second": "the first line counts",
    "\n": "",
    LOADING: "Error(s) in loading state_dict for <network>: size mismatch",
}


@pytest.mark.parametrize("message", MESSAGES)
def test_template(message: str) -> None:
    assert template(message) == MESSAGES[message]


@pytest.mark.parametrize("message", MESSAGES)
def test_a_template_is_its_own_template(message: str) -> None:
    assert template(MESSAGES[message]) == MESSAGES[message]


@given(st.sampled_from(sorted(MESSAGES)), st.data())
def test_other_numbers_make_no_difference(message: str, data: st.DataObject) -> None:
    digits = re.compile(r"(?<![\w.])\d+(?![\w.]*\()|(?<=[\[( ])\d+(?=[\], )])")
    other = digits.sub(lambda _: str(data.draw(st.integers(0, 10**6))), message)
    assert template(other) == MESSAGES[message]


WORDS = ("got", "input of size:", "64", "-1", "2.5", "[2, 3]", "[*, 3]", "(2x3)", "(7 x 7)", "2x3")
NAMES = ("torch.Size([2])", "Float", "torch.FloatTensor", "float32", "#2", "MmBackward0", "[", ")")


@given(st.lists(st.sampled_from(WORDS + NAMES)).map(" ".join))
def test_so_is_that_of_any_message(message: str) -> None:
    assert template(template(message)) == template(message)


@given(st.lists(st.integers(0, 10**4), max_size=6))
def test_a_shape_of_any_rank_is_a_shape(shape: list[int]) -> None:
    assert template(f"got input of size: {shape}") == "got input of size: <shape>"
    assert template(f"got torch.Size({shape})") == "got <shape>"


@given(st.text())
def test_any_text_has_a_template_of_one_line(message: str) -> None:
    assert len(template(message).splitlines()) <= 1


def test_a_long_row_of_digits_takes_no_time() -> None:
    """With a pattern that can split the digits in many ways this would take longer than the sun."""
    row = "[" + "1" * 200 + ", 12" * 200
    assert template(row) == "[" + "#" + ", #" * 200


def test_complaints_of_a_state_dict_are_told_apart_by_kind() -> None:
    missing = LOADING.replace("size mismatch for", 'Missing key(s) in state_dict: "a.b",')
    assert template(missing) != template(LOADING)
    both = template(f"{LOADING}\n\tMissing key(s) in state_dict: ")
    assert both.endswith(": Missing key(s), size mismatch")
