"""Messages of the native operations: options of layers, parts of tensors, values over dimensions."""

import pytest

from fuzz.message import explain

READ = [
    ("RuntimeError: Boolean inputs not supported for relu", "activation.bool", "relu"),
    ("RuntimeError: prelu: Type promoting not supported. Got Double and Float", "dtype", "float64"),
    (
        "RuntimeError: prelu: Expected `weight` to be a scalar or 1D tensor, but got: ndim = 2",
        "activation.prelu_weight",
        "2 dimensions",
    ),
    ("RuntimeError: rrelu: upper bound must be finite, got inf", "activation.rrelu", "is inf"),
    ("RuntimeError: non-positive groups is not supported", "convolution.no_groups", "0 or less"),
    ("RuntimeError: stride cannot broadcast to 2 dimensions", "convolution.same_axes", "2 spatial"),
    (
        "RuntimeError: It is expected kernel_size equals to 2, but got size 3",
        "resizing.values",
        "but got 3",
    ),
    (
        "RuntimeError: It is expected input_size equals to 4, but got size 3",
        "resizing.input_size",
        "4 dimensions",
    ),
    (
        "RuntimeError: split_with_sizes expects split_sizes to sum exactly to 8 (input tensor's size at"
        " dimension 1), but got split_sizes=[3, 3]",
        "shaping.split_sum",
        "add up to 6",
    ),
    (
        "IndexError: select(): index 9 out of range for tensor of size [3, 4] at dimension 1",
        "shaping.select",
        "only 4 places",
    ),
    ("IndexError: argmax(): Expected reduction dim 0 to have non-zero size.", "metric.empty", "argmax"),
    (
        "RuntimeError: max(): Expected reduction dim to be specified for input.numel() == 0. Specify the"
        " reduction dim with the 'dim' argument.",
        "metric.empty",
        "max()",
    ),
    ("RuntimeError: pad must be non-negative, but got pad: -1", "pooling.negative_padding", "-1"),
    (
        "RuntimeError: Input to max_unpooling2d should be a 3d or 4d Tensor, but got a tensor with 5"
        " dimensions.",
        "pooling.unpooled_rank",
        "nn.MaxUnpool3d",
    ),
    (
        "RuntimeError: Non-empty 4D data tensor expected but got a tensor with sizes [1, 0, 4, 4]",
        "empty",
        "[1, 0, 4, 4]",
    ),
    (
        "RuntimeError: both arguments to matmul need to be at least 1D, but they are 2D and 0D",
        "linear.scalar_weight",
        "second factor",
    ),
    (
        "RuntimeError: bilinear(): input batch dimensions do not match at dim 0: got 2 and 3",
        "linear.bilinear_batch",
        "dimension 0: 2 and 3",
    ),
    (
        "RuntimeError: self and mat2 must have the same dtype, but got Double and Float",
        "linear.bias_type",
        "float64",
    ),
    ("RuntimeError: huber_loss does not support non-positive values for delta.", "huberloss.delta", ""),
    ("ValueError: Expected 1 or more dimensions (got 0)", "low_output_rank", "0"),
    (
        "RuntimeError: Expected 2D or 3D (batch mode) tensor with possibly 0 batch size and other"
        " non-zero dimensions for input, but got: [1, 0, 4]",
        "empty",
        "[1, 0, 4]",
    ),
]

SILENT = [
    # wanted and given are alike, or the numbers do not complain
    "RuntimeError: It is expected kernel_size equals to 2, but got size 2",
    "RuntimeError: self and mat2 must have the same dtype, but got Float and Float",
    "RuntimeError: pad must be non-negative, but got pad: 1",
    "IndexError: select(): index 2 out of range for tensor of size [3, 4] at dimension 1",
    "RuntimeError: linalg.inv only support floating point and complex dtypes",
    "RuntimeError: model cannot broadcast to 2 dimensions",
]


@pytest.mark.parametrize(("message", "name", "words"), READ)
def test_an_option_is_read(message: str, name: str, words: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert answer.name.endswith(name)
    assert words in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize("message", SILENT)
def test_numbers_that_do_not_complain_are_not_explained(message: str) -> None:
    assert explain(message).answer is None
