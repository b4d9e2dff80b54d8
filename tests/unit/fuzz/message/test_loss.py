"""Messages of losses: which tensor is wrong is told by the numbers and by the frames."""

import pytest

from fuzz.message import explain
from tests.unit.fuzz.message.traceback import CONVOLUTION, COSINE, LOGITS, LOSS, SQUARES, raised

LABELS = "crossentropyloss.label_smoothing"
LENGTHS = "Expected input_lengths to have value at most 26, but got value 32"
MAPS = "only batches of spatial targets supported (3D tensors) but got targets of"

ANSWERS = [
    ("ValueError: Expected input batch_size (128) to match target batch_size (32).", "batch", "4 rows"),
    ("ValueError: Expected input batch_size (8) to match target batch_size (80).", "batch", "10 values"),
    ("ValueError: Expected input batch_size (18) to match target batch_size (20).", "batch", "18"),
    ("ValueError: Expected input batch_size (1) to match target batch_size (20).", "batch", "one row"),
    ("IndexError: Target -1 is out of bounds.", "index_range", "ignore_index=-1"),
    ("IndexError: Target 255 is out of bounds.", "index_range", "ignore_index=255"),
    ("IndexError: Target 10 is out of bounds.", "index_range", "11 or more outputs"),
    (f"RuntimeError: {MAPS} dimension: 4", "extra_dimension", "squeeze(1)"),
    (f"RuntimeError: {MAPS} dimension: 1", "missing_dimension", "AdaptiveAvgPool2d"),
    (f"RuntimeError: {MAPS} size: : [4, 3, 256, 256]", "extra_dimension", "[4, 3, 256, 256]"),
    (
        "RuntimeError: input and target batch or spatial sizes don't match: target [4 x 256 x 256],"
        " input [4 x 21 x 128 x 128] at SpatialClassNLLCriterion.cu:35",
        "index_size",
        "[4, 128, 128]",
    ),
    (
        "RuntimeError: multi-target not supported at /pytorch/THCUNN/generic/ClassNLLCriterion.cu:16",
        "extra_dimension",
        "argmax(1)",
    ),
    (
        raised("RuntimeError: 0D or 1D target tensor expected, multi-target not supported", COSINE),
        "extra_dimension",
        "CosineEmbeddingLoss",
    ),
    (
        raised(
            "IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)", LOSS
        ),
        "low_output_rank",
        "squeeze()",
    ),
    (raised("RuntimeError: expected scalar type Long but found Int", LOSS), "index_type", "int32"),
    (
        raised("RuntimeError: expected scalar type Float but found Double", LOSS),
        "weight_type",
        "float64",
    ),
    (raised("RuntimeError: expected scalar type Float but found Long", COSINE), "target_type", "int64"),
    (
        "RuntimeError: Expected object of scalar type Long but got scalar type Float for argument #2"
        " 'target' in call to _thnn_nll_loss_forward",
        "index_type",
        "float32",
    ),
    (
        "RuntimeError: Expected object of scalar type Float but got scalar type Long for argument #2"
        " 'target' in call to _thnn_mse_loss_forward",
        "same_type",
        "MSELoss",
    ),
    (
        "RuntimeError: \"nll_loss_forward_reduce_cuda_kernel_2d_index\" not implemented for 'Int'",
        "index_type",
        "int32",
    ),
    (
        "RuntimeError: \"log_softmax_lastdim_kernel_impl\" not implemented for 'Long'",
        "output_type",
        "criterion(output, target)",
    ),
    ("RuntimeError: Found dtype Double but expected Float", "same_type", "float64"),
    ("RuntimeError: Found dtype Float but expected Long", "output_type", "int64"),
    (
        raised("RuntimeError: result type Float can't be cast to the desired output type Long", LOGITS),
        "same_type",
        "target.float()",
    ),
    (
        raised(
            "RuntimeError: The size of tensor a (3) must match the size of tensor b (2) at non-singleton"
            " dimension 1",
            LOGITS,
        ),
        "loss.pos_weight",
        "3 and 2",
    ),
    (
        raised(
            "RuntimeError: The size of tensor a (64000) must match the size of tensor b (64) at"
            " non-singleton dimension 0",
            SQUARES,
        ),
        "same_shape",
        "1000 values",
    ),
    (
        "TypeError: cross_entropy_loss(): argument 'input' (position 1) must be Tensor, not"
        " InceptionOutputs",
        "one_tensor",
        "aux_logits",
    ),
    (
        "TypeError: cross_entropy_loss(): argument 'input' (position 1) must be Tensor, not"
        " ImageClassifierOutput",
        "one_tensor",
        "output.logits",
    ),
    (
        "TypeError: cross_entropy_loss(): argument 'target' (position 2) must be Tensor, not list",
        "loss.target_not_tensor",
        "list",
    ),
    (
        "RuntimeError: weight tensor should be defined either for all 1000 classes or no classes but got"
        " weight tensor of shape: [2]",
        "weight",
        "[1000]",
    ),
    ("RuntimeError: label_smoothing must be between 0.0 and 1.0. Got: 1.5", LABELS, "1.5"),
    (
        "RuntimeError: Expected object of type torch.cuda.LongTensor but found type torch.LongTensor for"
        " argument #2 'target'",
        "device.target",
        "target.to(",
    ),
    ("RuntimeError: target out of range", "index_range", "MultiMarginLoss"),
    (f"RuntimeError: {LENGTHS} (while checking arguments for ctc_loss_gpu)", "loss.input_lengths", "26"),
    (
        "RuntimeError: Expected all tensors to be on the same device, but found at least two devices,"
        " cuda:0 and cpu! (when checking argument for argument weight in method"
        " wrapper_CUDA_nll_loss_forward)",
        "device.class_weights",
        "to(device)",
    ),
]


@pytest.mark.parametrize(("text", "name", "telling"), ANSWERS)
def test_the_numbers_tell_what_is_wrong(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


@pytest.mark.parametrize(
    "text",
    [
        raised("RuntimeError: expected scalar type Long but found Float", CONVOLUTION),
        raised("RuntimeError: expected scalar type Float but found Double", CONVOLUTION),
        raised("IndexError: Dimension out of range (expected to be in range of [-1, 0], but got 1)", ()),
        "TypeError: conv2d(): argument 'input' (position 1) must be Tensor, not bool",
        "RuntimeError: \"slow_conv2d_cpu\" not implemented for 'Half'",
        "ValueError: Expected input batch_size (20) to match target batch_size (20).",
        f"RuntimeError: {MAPS} dimension: 3",
        "RuntimeError: Found dtype Float but expected Float",
        "AttributeError: 'tuple' object has no attribute 'size'",
    ],
)
def test_what_no_loss_raised_or_no_number_explains_is_left_alone(text: str) -> None:
    answer = explain(text).answer
    assert answer is None or not (answer.stage == "loss" or answer.name.startswith("loss."))


def test_a_message_without_frames_is_not_certain() -> None:
    said = explain("RuntimeError: bool value of Tensor with more than one value is ambiguous")
    assert said.answer is not None
    assert said.answer.confidence == "likely"
