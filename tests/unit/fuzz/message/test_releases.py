"""What torch 2.11, 2.12 and 2.14 say in other words than 2.13 is read as the words of 2.13 are."""

import pytest

from fuzz.message import explain

UNPOOLED = (
    "Traceback (most recent call last):\n"
    '  File "/lib/python3.12/site-packages/torch/nn/functional.py", line 1045, in max_unpool2d\n'
    "    return torch._C._nn.max_unpool2d(input, indices, output_size)\n"
    "RuntimeError: numel: integer multiplication overflow"
)
WEIGHED = (
    "Traceback (most recent call last):\n"
    '  File "/lib/python3.12/site-packages/torch/nn/functional.py", line 3582, in binary_cross_entropy\n'
    "    new_size = _infer_size(target.size(), weight.size())\n"
    "RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton"
    " dimension 1"
)
MODES = "nearest | linear | bilinear | bicubic | trilinear | area | nearest-exact"
SAID = [
    ("ValueError: batch_norm eps must be positive, but got 0.0", "normalisation.eps"),
    ("ValueError: kernel_size must greater than 0, but got 0", "pooling.kernel"),
    (UNPOOLED, "pooling.unpool_negative"),
    (WEIGHED, "loss.bce_weight"),
    (
        "TypeError: cat() received an invalid combination of arguments - got (Tensor, Tensor, dim=int),"
        " but expected one of:\n * (tuple of Tensors tensors, int dim = 0, *, Tensor out = None)",
        "join.one_tensor",
    ),
    (
        "RuntimeError: ('Only tuple of tensors is supported. Got Unsupported input type: ', 'list')",
        "recomputation.inputs_kind",
    ),
    (
        "NotImplementedError: Input Error: Only 3D, 4D and 5D input Tensors supported (got 4D) for the"
        f" modes: {MODES} (got lanczos)",
        "resizing.no_lanczos",
    ),
    (
        "NotImplementedError: Input Error: Only 3D, 4D and 5D input Tensors supported (got 2D) for the"
        f" modes: {MODES} (got bilinear)",
        "resizing.rank",
    ),
    (
        "TypeError: unflattened_size must be tuple of tuples, but found element of type int at pos 0",
        "shaping.unflattened_size",
    ),
    (
        "UserWarning: In MPS autocast, but the target dtype torch.bfloat16 is not supported on macOS"
        " versions below 14. Disabling autocast.",
        "amp.dtype",
    ),
    ("ValueError: norm_type must be a non-zero value, but got 0", "lppool2d.norm_type"),
    ("TypeError: dim must be an int or None, got <class 'tuple'>", "activation.softmax_dim"),
]


@pytest.mark.parametrize(("message", "name"), SAID)
def test_the_words_of_another_release_are_read(message: str, name: str) -> None:
    answer = explain(message).answer
    assert answer is not None
    assert name in (answer.name, answer.rule)


def test_an_overflow_elsewhere_is_not_put_down_to_unpooling() -> None:
    answer = explain(UNPOOLED.replace("max_unpool2d", "empty_like")).answer
    assert answer is None or answer.name != "pooling.unpool_negative"
