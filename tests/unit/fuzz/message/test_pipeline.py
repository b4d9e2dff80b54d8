"""Messages between the files of a data set and the scores: kinds of images, channels, metrics."""

import pytest

from fuzz.message import explain

STACK = (
    "RuntimeError: stack expects each tensor to be equal size, but got {} at entry 0 and {} at entry 3"
)
SHAPES = "ValueError: operands could not be broadcast together with shapes {}"
COLLATE = '  File "/x/torch/utils/data/_utils/collate.py", line 74, in <listcomp>\n'


@pytest.mark.parametrize(
    ("text", "name", "telling"),
    [
        (STACK.format("[512, 512]", "[512, 512, 3]"), "collate.grey_and_colour", "convert('L')"),
        (STACK.format("[4, 320, 480]", "[320, 480]"), "collate.grey_and_colour", "[320, 480]"),
        (STACK.format("[1, 96, 96]", "[96, 96]"), "collate.channel_missing", "unsqueeze(0)"),
        (STACK.format("[96, 96, 1]", "[96, 96, 3]"), "collate.colours", "convert('L')"),
        (SHAPES.format("(256,256) (3,) (256,256)"), "array.grey", "[256,256]"),
        (SHAPES.format("(3,64,96) (3,)"), "array.channels_first", "transpose(2, 0, 1)"),
        (SHAPES.format("(960,640,4) (3,)"), "array.alpha", "RGB"),
        (SHAPES.format("(4,224,224) (3,)"), "array.alpha", "RGB"),
        (SHAPES.format("(592,592,3) (600,600,3)"), "array.sizes", "600,600,3"),
        (
            "TypeError: tensor is not a torch image.",
            "transform.normalize_old",
            "batch",
        ),
        (
            "ValueError: Expected tensor to be a tensor image of size (C, H, W). Got tensor.size() ="
            " torch.Size([8, 3, 32, 32]).",
            "transform.normalize_batch",
            "8, 3, 32, 32",
        ),
        (
            "pic should be Tensor or ndarray. Got <class 'torch.cuda.FloatTensor'>",
            "colour.pil_rank",
            "unsqueeze(0)",
        ),
        (
            "TypeError: pic should be Tensor or ndarray. Got <class 'PIL.Image.Image'>.",
            "colour.pil_type",
            "PIL.Image.Image",
        ),
        (
            "The `preds` should be probabilities, but values were detected outside of [0,1] range.",
            "score.logits",
            "softmax",
        ),
        (
            "RuntimeError: Could not run 'aten::add.Tensor' with arguments from the"
            " 'QuantizedCPUTensorId' backend.",
            "quantised.add",
            "FloatFunctional",
        ),
        (
            "AttributeError: module 'torchvision.transforms' has no attribute 'RandomHorizontalflip'",
            "transform.misspelt",
            "RandomHorizontalFlip",
        ),
        (COLLATE + "KeyError: 'mask'", "kind.keys", "'mask'"),
        ("KeyError: 'LOCAL_RANK'", "launch.environment", "LOCAL_RANK"),
        (
            "RuntimeError: a and b must have same reduction dim, but got [s0, 64*s1*s2] X [3136, 10].",
            "linear.symbolic",
            "3136",
        ),
    ],
)
def test_what_the_pipeline_gave(text: str, name: str, telling: str) -> None:
    answer = explain(text).answer
    assert answer is not None
    assert answer.name == name
    assert telling in answer.cause + answer.fix


@pytest.mark.parametrize(
    "text",
    [
        SHAPES.format("(97,768) (68,768)"),
        SHAPES.format("(32,10) (10,) (32,10)"),
        SHAPES.format("(64,64,3) (3,)"),
        "KeyError: 'mask'",
        "KeyError: 'HOME'",
        "ValueError: could not broadcast input array from shape (5,4) into shape (3,4)",
        "ValueError: gzip is not supported",
        "AttributeError: 'Tensor' object has no attribute 'foo'",
        "TypeError: 'builtin_function_or_method' object is not iterable",
        "ValueError: gather got an input of invalid size: got 1x1, but expected 3x1",
    ],
)
def test_what_says_too_little_is_left_alone(text: str) -> None:
    assert explain(text).answer is None
