"""Messages read: the rule that they show broken, in their own numbers, whatever release worded them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzz.message import explain
from fuzz.message.example import is_reading
from fuzz.message.wording import Wording

CHANNELS = "expected input[8, 1, 28, 28] to have 3 channels, but got 1 channels instead"

MESSAGES = [
    (f"Given groups=1, weight of size [64, 3, 7, 7], {CHANNELS}", "conv2d.channels", "3", "1"),
    (f"Given groups=1, weight of size 64 3 7 7, {CHANNELS}", "conv2d.channels", "3", "1"),
    (f"Given groups=1, weight[64, 3, 7, 7], so {CHANNELS}", "conv2d.channels", "3", "1"),
    (
        "Given transposed=1, weight of size [8, 4, 2, 2], expected input[1, 6, 9, 9] to have 8"
        " channels,",
        "convtranspose2d.channels",
        "8",
        "6",
    ),
    (
        "Expected 4-dimensional input for 4-dimensional weight [64, 3, 7, 7], but got"
        " 3-dimensional input"
        " of size [3, 224, 224] instead",
        "network.unbatched",
        "[N, 3, 224, 224]",
        "[3, 224, 224]",
    ),
    (
        "mat1 and mat2 shapes cannot be multiplied (64x25088 and 2048x10)",
        "linear.in_features",
        "2048",
        "25088",
    ),
    (
        "mat1 and mat2 shapes cannot be multiplied (2x100352 and 2048x10)",
        "linear.unpooled",
        "2048",
        "100352",
    ),
    (
        "mat1 and mat2 shapes cannot be multiplied (4096x7 and 2048x10)",
        "linear.unflattened",
        "2048",
        "[2, 2048, 7]",
    ),
    (
        "size mismatch, m1: [8 x 512], m2: [2048 x 10] at /pytorch/aten",
        "linear.in_features",
        "2048",
        "512",
    ),
    (
        "Expected more than 1 value per channel when training, got input size torch.Size([1, 512,"
        " 1, 1])",
        "batchnorm2d.one_value",
        "2 or more",
        "1",
    ),
    (
        "Expected more than 1 value per channel when training, got input size [1, 2048]",
        "batchnorm1d.one_value",
        "2 or more",
        "1",
    ),
    ("running_mean should contain 57 elements not 64", "batchnorm2d.channels", "64", "57"),
    (
        "non-empty 3D or 4D input tensor expected but got ndim: 4",
        "network.empty_batch",
        "one or more",
        "none",
    ),
    (
        "GroupNorm.__init__() missing 1 required positional argument: 'num_channels'",
        "resnet.norm_layer",
        "the number of channels alone",
        "two",
    ),
    ("expected 4D input (got 3D input)", "batchnorm2d.rank", "4D", "3D"),
    (
        "Given normalized_shape=[256], expected input with shape [*, 256], but got input of"
        " size[4, 256, 9, 9]",
        "layernorm.normalized_shape",
        "[256]",
        "[4, 256, 9, 9]",
    ),
    (
        "Calculated padded input size per channel: (5 x 5). Kernel size: (7 x 7). Kernel size can't be",
        "conv2d.window",
        "7",
        "5",
    ),
    (
        "Input type (torch.cuda.DoubleTensor) and weight type (torch.cuda.FloatTensor) should be"
        " the same",
        "conv2d.dtype",
        "float32",
        "float64",
    ),
    (
        "Input type (double) and bias type (float) should be the same",
        "conv2d.dtype",
        "float32",
        "float64",
    ),
    (
        "Input type (unsigned char) and bias type (float) should be the same",
        "conv2d.dtype",
        "float32",
        "uint8",
    ),
    (
        "Target size (torch.Size([16])) must be the same as input size (torch.Size([16, 1]))",
        "bcewithlogitsloss.same_shape",
        "[16, 1]",
        "[16]",
    ),
    (
        "Using a target size (torch.Size([46])) that is different to the input size"
        " (torch.Size([46, 1])) is"
        " deprecated. Please ensure they have the same size.",
        "bceloss.same_shape",
        "[46, 1]",
        "[46]",
    ),
    (
        "Using a target size (torch.Size([8])) that is different to the input size (torch.Size([8, 1]))."
        " This will likely lead to incorrect results due to broadcasting.",
        "mseloss.same_shape",
        "[8, 1]",
        "[8]",
    ),
    (
        "Expected input batch_size (128) to match target batch_size (32).",
        "crossentropyloss.batch",
        "128",
        "32",
    ),
    (
        "Expected target size [2, 8, 8], got [2, 3, 8, 8]",
        "crossentropyloss.extra_dimension",
        "[2, 8, 8]",
        "[2, 3, 8, 8]",
    ),
    ("Target 10 is out of bounds.", "crossentropyloss.index_range", "C", "10"),
    (
        "Loss.cu:242: block: [0,0,0], thread: [5,0,0] Assertion `t >= 0 && t < n_classes` failed.",
        "crossentropyloss.index_range",
        "C",
        "others",
    ),
    (
        "size mismatch for fc.weight: copying a param with shape torch.Size([1000, 2048]) from"
        " checkpoint,"
        " the shape in current model is torch.Size([10, 2048]).",
        "load.size",
        "fc.weight has shape [10, 2048]",
        "[1000, 2048]",
    ),
    (
        "size mismatch for fc.weight: copying a param of torch.Size([10, 2048]) from"
        " checkpoint, where the"
        " shape is torch.Size([1000, 2048]) in current model.",
        "load.size",
        "fc.weight has shape [10, 2048]",
        "[1000, 2048]",
    ),
]


@pytest.mark.parametrize(("message", "rule", "wanted", "got"), MESSAGES)
def test_a_message_says_which_rule_in_its_own_numbers(
    message: str, rule: str, wanted: str, got: str
) -> None:
    said = explain(f"Traceback (most recent call last):\n  ...\nRuntimeError: {message}\n").answer
    assert said is not None
    assert (said.rule, said.wanted, said.got) == (rule, wanted, got)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "out of memory",
        "mat1 and mat2 shapes cannot be multiplied (2x2048 and 2048x10)",
    ],
)
def test_what_shows_no_rule_broken_is_left_alone(message: str) -> None:
    assert explain(message).answer is None


NUMBERS = st.integers(-1, 10**12) | st.sampled_from((0, 1, 10**40))


@given(st.sampled_from(MESSAGES), st.lists(NUMBERS | st.text(max_size=3), min_size=1, max_size=9))
def test_no_numbers_make_it_stumble(known: tuple[str, ...], others: list[object]) -> None:
    parts = known[0].split()
    for place, other in enumerate(others):
        parts[place * 7 % len(parts)] = f"[{other}, {other}]" if place % 2 else str(other)
    explain(" ".join(parts))


@pytest.mark.parametrize(
    ("wording", "message", "got"),
    [
        ("Invalid learning rate: {got:word}", "Invalid learning rate: -0.1", "-0.1"),
        ("must be an int, got {got:word}", "must be an int, got 1.5. Use 2", "1.5"),
        ("positive integers. Got {got}", "positive integers. Got [4, 4]", "[4, 4]"),
        ("not valid: {got}", "not valid: 0.5 of a name. See the page", "0.5 of a name"),
    ],
)
def test_a_field_at_the_end_of_a_wording_is_whole(wording: str, message: str, got: str) -> None:
    assert Wording(wording).fields(message) == {"got": got}


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("load.prefix_in_file", True),
        ("conv2d.rank", False),
        ("load", False),
        ("load.", False),
        ("load./../load/prefix_in_file", False),
    ],
)
def test_which_names_are_those_of_readings(name: str, reading: bool) -> None:
    assert is_reading(name) is reading
