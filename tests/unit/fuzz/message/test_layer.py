"""Messages of layers: the answer, and a number or word that tells that it was read aright."""

import pytest

from fuzz.message import explain

PRODUCT = "mat1 and mat2 shapes cannot be multiplied"
BROADCAST = "must match the size of tensor b"
ADDED = """Traceback (most recent call last):
  File "train.py", line 9, in <module>
    output = model(images)
  File "/lib/torchvision/models/resnet.py", line 150, in forward
    out += identity
RuntimeError: """
COMPARED = """Traceback (most recent call last):
  File "train.py", line 9, in <module>
    loss = criterion(output, target)
RuntimeError: """

READ = [
    (f"{PRODUCT} (3584x7 and 2048x10)", "linear.feature_map", "512"),
    (f"{PRODUCT} (28672x7 and 2048x10)", "linear.unflattened", "[2, 2048, 7, 7]"),
    (f"{PRODUCT} (8x25088 and 2048x10)", "in_features", "512 x 7 x 7"),
    (f"{PRODUCT} (8x100352 and 2048x10)", "linear.unpooled", "2048 x 7 x 7"),
    (f"{PRODUCT} (256x36 and 9216x4096)", "linear.no_batch", "256 x 36"),
    (f"{PRODUCT} (1x4096 and 512x10)", "linear.batch_flattened", "8 x 512"),
    (f"{PRODUCT} (4x1000 and 2048x10)", "linear.whole_network", "nn.Identity()"),
    (f"{PRODUCT} (4x512 and 2048x10)", "in_features", "resnet18"),
    (f"{PRODUCT} (4x44944 and 400x120)", "in_features", "16 x 53 x 53"),
    ("size mismatch, m1: [4 x 1000], m2: [2048 x 10]", "linear.whole_network", "2048"),
    ("mat1 dim 1 must match mat2 dim 0", "linear.features", "in_features"),
    (
        f"The size of tensor a (46) {BROADCAST} (45) at non-singleton dimension 3",
        "broadcast.odd_size",
        "32",
    ),
    (
        f"The size of tensor a (64000) {BROADCAST} (64) at non-singleton dimension 0",
        "loss.flat_output",
        "1000 outputs",
    ),
    (
        f"{ADDED}The size of tensor a (256) {BROADCAST} (64) at non-singleton dimension 1",
        "broadcast.shortcut_channels",
        "nn.Conv2d(64, 256, 1",
    ),
    (
        f"{ADDED}The size of tensor a (28) {BROADCAST} (56) at non-singleton dimension 3",
        "broadcast.shortcut_size",
        "stride of 2",
    ),
    (
        f"{COMPARED}The size of tensor a (10) {BROADCAST} (4) at non-singleton dimension 1",
        "loss.sizes",
        "10",
    ),
    (
        "output with shape [1, 28, 28] doesn't match the broadcast shape [3, 28, 28]",
        "transform.grey",
        "one (grey)",
    ),
    (
        "Given groups=1, weight of size [64, 3, 7, 7], expected input[8, 224, 224, 3] to have 3"
        " channels",
        "convolution.channels_last",
        "permute(0, 3, 1, 2)",
    ),
    (
        "Given groups=1, weight of size [64, 3, 7, 7], expected input[8, 4, 64, 64] to have 3 channels",
        "channels",
        "convert('RGB')",
    ),
    (
        "Given groups=1, weight of size [256, 2048, 1, 1], expected input[4, 512, 7, 7] to have 2048",
        "channels",
        "in_channels=512",
    ),
    ("Need input.size[1] == 3 but got 1 instead", "channels", "in_channels=3"),
    (
        "Expected 4-dimensional input for 4-dimensional weight [32, 1, 3, 3], but got 3-dimensional"
        " input of size [64, 28, 28] instead",
        "convolution.no_channel",
        "unsqueeze(1)",
    ),
    ("Expected 4D tensor as input, got 3D tensor instead", "convolution.one_image", "unsqueeze(0)"),
    ("expected 3D or 4D input (got 2D input)", "rank", "InstanceNorm2d"),
    ("expected 2D or 3D input (got 4D input)", "rank", "BatchNorm1d"),
    ("num_channels (48) must be divisible by num_groups (32)", "groupnorm.num_groups_divide", "48"),
    (
        "Given input size: (512x1x1). Calculated output size: (512x-5x-5). Output size is too small",
        "window",
        "1 x 1",
    ),
    ("shape '[32, 2048]' is invalid for input of size 24576", "shaping.batch", "12 samples"),
    ("shape '[64, 400]' is invalid for input of size 51200", "shaping.features", "800"),
    ("size '[-1 x 400]' is invalid for input with 179776 elements", "shaping.remainder", "400"),
    (
        "Sizes of tensors must match except in dimension 1. Got 45 and 46 in dimension 2",
        "unetskip.even",
        "45 and 46",
    ),
    (
        "Sizes of tensors must match except in dimension 0. Expected size 480 but got size 512 for",
        "join.sizes",
        "512",
    ),
    (
        "stack expects each tensor to be equal size, but got [3, 8, 8] at entry 0 and [1, 8, 8]"
        " at entry 1",
        "collate.colours",
        "RGB",
    ),
    (
        "Dimension out of range (expected to be in range of [-1, 0], but got 1)",
        "shaping.dimension",
        "only 1 dimension",
    ),
    (
        f"{COMPARED}Dimension out of range (expected to be in range of [-1, 0], but got 1)",
        "shaping.loss",
        "C",
    ),
    ("conv2d(): argument 'input' (position 1) must be Tensor, not bool", "network.input", "resnet50()"),
]

EQUAL = (
    f"{PRODUCT} (2x2048 and 2048x10)",
    "expected 4D input (got 4D input)",
    "running_mean should contain 64 elements not 64",
    f"The size of tensor a (4) {BROADCAST} (4) at non-singleton dimension 1",
    "shape '[-1, 400]' is invalid for input of size 400",
    "Given groups=1, weight of size [64, 3, 7, 7], expected input[8, 3, 64, 64] to have 3 channels",
    "Dimension out of range (expected to be in range of [-2, 1], but got 1)",
)
"""Messages whose numbers explain nothing: what was wanted was given."""

OTHERWISE = [
    (f"The size of tensor a (46) {BROADCAST} (45) at non-singleton dimension 1", "broadcast.odd_size"),
    (f"The size of tensor a (46) {BROADCAST} (30) at non-singleton dimension 3", "broadcast.odd_size"),
    (
        f"The size of tensor a (256) {BROADCAST} (64) at non-singleton dimension 1",
        "broadcast.shortcut_channels",
    ),
    (
        "Sizes of tensors must match except in dimension 0. Expected size 32 but got size 31 for",
        "unetskip.even",
    ),
    ("'OrderedDict' object has no attribute 'fc'", "child"),
    ("'NoneType' object has no attribute 'shape'", "network.attribute"),
    (
        "output with shape [2, 10] doesn't match the broadcast shape [4, 2, 10]",
        "transform.grey",
    ),
]


@pytest.mark.parametrize(("message", "name", "telling"), READ)
def test_a_message_is_read_by_its_numbers(message: str, name: str, telling: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("message", EQUAL)
def test_what_was_wanted_and_given_alike_explains_nothing(message: str) -> None:
    answer = explain(message).answer
    assert answer is None or answer.name == "message.equal"


@pytest.mark.parametrize(("message", "name"), OTHERWISE)
def test_another_axis_size_or_place_has_another_cause(message: str, name: str) -> None:
    answer = explain(message).answer
    assert answer is None or answer.name != name


UNBATCHED = (
    "RuntimeError: Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: {}"
)
WEIGHED = (
    "RuntimeError: Expected 4-dimensional input for 4-dimensional weight [64, 3, 7, 7], but got"
    " 2-dimensional input of size {} instead"
)
FIRST = '  File "resnet.py", line 9, in _forward_impl\n    x = self.conv1(x)\n'


@pytest.mark.parametrize("message", [UNBATCHED, WEIGHED])
@pytest.mark.parametrize(
    ("frame", "size", "image", "features"),
    [
        ("", "[224, 224]", True, False),
        ("", "[480, 640]", True, False),
        ("", "[8, 8]", True, False),
        (FIRST, "[10, 20]", True, False),
        ("", "[10, 20]", True, True),
        ("", "[64, 512]", True, True),
        (FIRST, "[64, 784]", True, True),
        ("", "[64, 3072]", True, True),
        ("", "[1, 2048]", True, True),
    ],
)
def test_two_dimensions_are_a_grey_image_or_features(
    message: str, frame: str, size: str, image: bool, features: bool
) -> None:
    answer = explain(frame + message.format(size)).answer
    assert answer is not None
    assert answer.rule == "conv2d.rank"
    assert answer.confidence == "likely"
    assert ("x[None, None]" in answer.fix, "x[:, :, None, None]" in answer.fix) == (image, features)


def test_one_dimension_is_no_image() -> None:
    answer = explain(UNBATCHED.format("[128]")).answer
    assert answer is not None
    assert "x[None, None]" not in answer.fix
