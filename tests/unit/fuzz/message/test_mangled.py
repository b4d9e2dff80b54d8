"""Messages without their numbers, and with spaces that were put in or lost."""

import pytest

from fuzz.message import explain

CUT = [
    ("mat1 and mat2 shapes cannot be multiplied", "cut.linear"),
    ("Expected input batch_size to match target batch_size", "cut.batch"),
    (
        "The size of tensor a must match the size of tensor b at non-singleton dimension 3",
        "cut.broadcast",
    ),
    ("Sizes of tensors must match except in dimension 1", "cut.joined"),
    ("stack expects each tensor to be equal size", "cut.collate"),
    ("expected input to have 3 channels, but got 1 channels instead", "cut.channels"),
    ("Expected all tensors to be on the same device!", "cut.devices"),
    ("Input type and weight type should be the same", "cut.types"),
    ("Target is out of bounds.", "cut.labels"),
    ("Kernel size can't be greater than actual input size", "cut.kernel"),
    ("Missing key(s) in state_dict", "cut.state_dict"),
    ("size mismatch for fc.weight", "cut.head"),
    ("Expected more than 1 value per channel when training", "one_value"),
    ("RuntimeError: size mismatch at /pytorch/torch/lib/THC/x.cu:247", "linear.features_of_old"),
]
SPACED = [
    ("Assertion `t >= 0 && t < n_ classes` failed.", "index_range"),
    ("mat1 and mat2 shapes cannotbe multiplied (4x512 and 2048x10)", "in_features"),
    ("Expected input batch _size (4) to match target batch _size (3)", "batch"),
    (
        "stack expects each tensor tobe equal size, but got [3, 8, 8] at entry 0 and [3, 6, 9] at entry"
        " 1",
        "collate.image_sizes",
    ),
]


@pytest.mark.parametrize(("message", "name"), CUT)
def test_a_message_without_its_numbers_is_known_by_its_words(message: str, name: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name


@pytest.mark.parametrize(("message", "name"), SPACED)
def test_spaces_are_left_out_of_account_where_nothing_fits(message: str, name: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name


def test_with_its_numbers_a_message_is_read_by_them() -> None:
    assert explain("mat1 and mat2 shapes cannot be multiplied (2x2048 and 2048x10)").answer is None
