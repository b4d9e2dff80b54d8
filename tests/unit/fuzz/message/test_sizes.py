"""Messages of shapes: what their sizes tell about the input, the layer, or the target."""

import pytest

from fuzz.message import explain

PRODUCT = "RuntimeError: mat1 and mat2 shapes cannot be multiplied"
ADDED = """Traceback (most recent call last):
  File "block.py", line 9, in forward
    out += residual
RuntimeError: """
SQUEEZED = """Traceback (most recent call last):
  File "/lib/models/se_module.py", line 30, in forward
    y = self.fc(y).view(b, c, 1, 1)
RuntimeError: """
OF_TORCH = """Traceback (most recent call last):
  File "model.py", line 69, in forward
    out = self.fc(out)
  File "C:\\\\lib\\\\torch\\\\nn\\\\functional.py", line 1610, in linear
    ret = torch.addmm(bias, input, weight.t())
RuntimeError: """
OF_ONES_OWN = """Traceback (most recent call last):
  File "model.py", line 69, in forward
    out = torch.matmul(q, k)
RuntimeError: """
CAT = "RuntimeError: Sizes of tensors must match except in dimension"
CONV = "RuntimeError: Given groups=1, weight of size"

READ = [
    (f"{OF_TORCH}size mismatch, m1: [2 x 256], m2: [64 x 7]", "in_features", "64 x 2 x 2"),
    (f"{OF_ONES_OWN}size mismatch, m1: [2 x 256], m2: [64 x 7]", "linear.product", "transpose"),
    (f"{PRODUCT} (2394x7 and 16758x2)", "linear.not_flattened", "342 x 7 x 7"),
    (f"{PRODUCT} (1792x28 and 784x128)", "linear.not_flattened", "[64, 1, 28, 28]"),
    (f"{PRODUCT} (28672x7 and 25088x4096)", "linear.not_flattened", "[8, 512, 7, 7]"),
    (f"{PRODUCT} (64x10 and 512x10)", "linear.applied_twice", "model.fc = nn.Identity()"),
    (f"{PRODUCT} (8x2048 and 1000x2)", "linear.without_head", "nn.Linear(2048, 2)"),
    (f"{PRODUCT} (8x2352 and 784x128)", "linear.other_image", "3 x 28 x 28"),
    (f"{PRODUCT} (1x10240 and 7680x1024)", "in_features", "resize the images"),
    (f"{PRODUCT} (32x1280 and 2048x10)", "in_features", "nn.Linear(1280, 10)"),
    (f"{SQUEEZED}size mismatch, m1: [1 x 256], m2: [64 x 4]", "linear.squeeze", "SELayer(planes"),
    (f"{SQUEEZED}size mismatch, m1: [8 x 2048], m2: [512 x 32]", "linear.squeeze", "2048"),
    (
        "RuntimeError: a and b must have same reduction dim, but got [s77, s0*s53] X [784, 128].",
        "linear.symbolic",
        "s0*s53",
    ),
    (
        "RuntimeError: a and b must have same reduction dim, but got [8, 1000] X [2048, 10].",
        "linear.whole_network",
        "2048",
    ),
    (
        f"{CONV} [16, 512, 1, 1], expected input[1, 3, 64, 64] to have 512 channels, but got 3"
        " channels instead",
        "convolution.image",
        "features[-1]",
    ),
    (
        f"{CONV} [64, 1, 3, 3], expected input[1, 128, 32, 32] to have 1 channels, but got 128"
        " channels instead",
        "convolution.no_channel_dimension",
        "x.unsqueeze(1)",
    ),
    (
        f"{CONV} [4, 64, 1, 1], expected input[8, 256, 1, 1] to have 64 channels, but got 256"
        " channels instead",
        "channels",
        "SELayer(planes",
    ),
    (
        "weight of size [64, 3, 7, 7], expected input[32, 256, 192, 3] to have 3 channels, but got"
        " 256 channels instead",
        "convolution.channels_last",
        "permute(0, 3, 1, 2)",
    ),
    (
        "given groups=1, weight of size [512, 1024, 1, 1], expected input[4, 512, 188, 188] to have"
        " 1024 channels, but got 512 channels instead",
        "channels",
        "torch.cat([x, skip]",
    ),
    (
        "Expected 4-dimensional input for 4-dimensional weight 64 1 3, but got 3-dimensional input"
        " of size [128, 32, 32] instead",
        "convolution.no_channel",
        "x.unsqueeze(1)",
    ),
    (
        "Expected 4-dimensional input for 4-dimensional weight [64, 3, 7, 7], but got 3-dimensional"
        " input of size [224, 224, 3] instead",
        "network.unbatched",
        "x.permute(2, 0, 1).unsqueeze(0)",
    ),
    (
        "Given groups=1, expected weight to be at least 1 at dimension 0, but got weight of size"
        " [0, 4, 1, 1] instead.",
        "convolution.no_outputs",
        "max(1,",
    ),
    (f"{CAT} 2. Got 70 and 71 (The offending index is 0)", "unetskip.even", "multiples of 32"),
    (f"{CAT} 1. Got 20 and 21 in dimension 2", "unetskip.even", "multiples of 32"),
    (
        f"{CAT} 1. Expected size 28 but got size 56 for tensor number 1 in the list.",
        "join.strided",
        "2 times",
    ),
    (f"{CAT} 1. Got 8 and 5 in dimension 0", "join.samples", "x.size(0)"),
    (
        f"{CAT} 0. Expected size 64 but got size 128 for tensor number 1 in the list.",
        "join.by_default",
        "dim=1",
    ),
    (
        f"{ADDED}The expanded size of the tensor (15) must match the existing size (16) at"
        " non-singleton dimension 3",
        "broadcast.shortcut_size",
        "padding=dilation",
    ),
    (
        "        out += residual\nRuntimeError: The expanded size of the tensor (15) must match the"
        " existing size (16) at non-singleton dimension 3",
        "broadcast.shortcut_size",
        "padding=dilation",
    ),
    (
        f"{ADDED}The size of tensor a (256) must match the size of tensor b (255) at non-singleton"
        " dimension 1",
        "broadcast.shortcut_pruned",
        "prune",
    ),
    (
        "ValueError: Expected input batch_size (183000) to match target batch_size (187500).",
        "batch",
        "F.interpolate",
    ),
    (
        "ValueError: Expected input batch_size (50176) to match target batch_size (150528).",
        "batch",
        "RGB",
    ),
    ("RuntimeError: Expected target size [20, 2], got [20]", "missing_dimension", "squeeze(1)"),
    ("RuntimeError: Expected target size [32, 5000], got [32, 20]", "index_size", "transpose(1, 2)"),
    ("IndexError: Target 192 is out of bounds.", "index_range", "grey value"),
    ("IndexError: Target 1 is out of bounds.", "index_range", "num_classes=2"),
    (
        "ValueError: Target size (torch.Size([2, 32, 48, 64])) must be the same as input size"
        " (torch.Size([2, 20, 48, 64]))",
        "same_shape",
        "num_classes=32",
    ),
    (
        "ValueError: Target size (torch.Size([2, 1, 48, 64])) must be the same as input size"
        " (torch.Size([2, 1, 12, 16]))",
        "same_shape",
        "F.interpolate",
    ),
    ("RuntimeError: expected Byte tensor (got Float tensor)", "earlier.input_type", "x.float()"),
    (
        "IndexError: invalid index of a 0-dim tensor. Use `tensor.item()` in Python",
        "shaping.item",
        "loss.item()",
    ),
    (
        "TypeError: relu(): argument 'input' (position 1) must be Tensor, not InceptionOutputs",
        "network.input",
        "aux_logits=False",
    ),
    (
        "RuntimeError: Could not run 'aten::add_.Tensor' with arguments from the"
        " 'QuantizedCPUTensorId' backend.",
        "quantised.add",
        "FloatFunctional",
    ),
]


@pytest.mark.parametrize(("text", "name", "telling"), READ)
def test_the_sizes_tell_what_is_wrong(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


NEVER = [
    (f"{PRODUCT} (1048576x1 and 512x512)", "in_features=1"),
    (f"{PRODUCT} (64x256 and 512x10)", "flattened"),
    (f"{PRODUCT} (128x64 and 4096x10)", "were not flattened"),
    (f"{CAT} 1. Got 20 and 21 in dimension 2", "join along the dimension"),
    (
        f"{CONV} [512, 2048, 1, 1], expected input[1, 3, 1, 1] to have 2048 channels, but got 3"
        " channels instead",
        "in_channels=3",
    ),
    ("IndexError: Target 1 is out of bounds.", "target - 1"),
    ("RuntimeError: Expected target size [20, 2], got [20]", "output.mean(2)"),
    ("RuntimeError: expected CUDA tensor (got CPU tensor)", "x.float()"),
]


@pytest.mark.parametrize(("text", "false"), NEVER)
def test_what_the_sizes_speak_against_is_not_told(text: str, false: str) -> None:
    answer = explain(text).answer
    assert answer is None or false not in f"{answer.cause} {answer.fix}"
