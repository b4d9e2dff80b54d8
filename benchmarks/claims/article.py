"""The claims of the article "What causes ValueError in ResNet-50?" (2025-01-30), one row each."""

from benchmarks.claims.claim import Claim, Trial
from strategies.case import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Insert, Remove, Replace, Truncate
from strategies.value import Shape

ALMOST_ALWAYS = (
    "`ValueError` exceptions within the ResNet-50 architecture almost always stem from"
    " inconsistencies in the shape of tensors being processed."
)
OF_SHAPES = (
    "batch",
    "broadcast",
    "channels",
    "extra_dimension",
    "index_size",
    "low_output_rank",
    "missing_dimension",
    "one_place",
    "one_value",
    "output_rank",
    "rank",
    "same_shape",
    "unbatched",
    "unbatched_output",
    "weight",
)
"""The names of the rules that are about the shape of a tensor, among those that end in a ValueError."""


def _image(*shape: int) -> Input:
    return Input(shape=shape)


def _features(*edits: AnyEdit, image: Shape = (1, 3, 224, 224)) -> Case:
    """A network without a loss, as the article runs its own."""
    return Case(edits=edits, input=Input(shape=image), loss=None)


def _classified(shape: Shape, dtype: str, values: str, classes: int = 10) -> Case:
    """Two images that are classified."""
    return _head("CrossEntropyLoss", shape, dtype, values, classes)


def _head(loss: str, shape: Shape, dtype: str, values: str, classes: int = 10) -> Case:
    """A network with so many classes, and two images whose output is compared."""
    target = Target(shape=shape, dtype=dtype, values=values)  # type: ignore[arg-type]
    return Case(subject=Subject(num_classes=classes), loss=Loss(kind=loss), target=target)


CONCAT = Insert(site="avgpool", layer=Layer("Concat", {"shape": (1, 3, 7, 7), "dim": 1}))
LINEAR = Replace(site="fc", layer=Layer("Linear", {"in_features": 512, "out_features": 10}))
POOL = Layer("MaxPool2d", {"kernel_size": 2})
ADAPTIVE = Insert(site="", layer=Layer("AdaptiveAvgPool2d", {"output_size": (1, 1)}))
NARROW = Replace(
    site="layer4.0.downsample",
    layer=Layer("Conv2d", {"in_channels": 1024, "out_channels": 1000, "kernel_size": 1, "stride": 2}),
)
COARSE = Insert(site="layer4.1.conv2", layer=POOL)
SHORT = Insert(site="layer4.0.downsample", layer=POOL)
ROWS = Insert(site="", layer=Layer("View", {"shape": (-1, 2048)}))
AFTER_LAYER2 = Insert(site="layer2", layer=POOL)

CLAIMS = (
    Claim(
        "Violations of these dimensional expectations manifest as `ValueError` during operations like"
        " matrix multiplication, concatenation, or element-wise arithmetic.",
        (
            Trial("matrix multiplication: fc for 512 features", _features(LINEAR), "ValueError"),
            Trial("concatenation: 7 x 7 features joined to 1 x 1", _features(CONCAT), "ValueError"),
            Trial("element-wise: a block's branch halved", _features(COARSE), "ValueError"),
            Trial("element-wise: a shortcut of 1000 channels", _features(NARROW), "ValueError"),
        ),
        "All of these raise RuntimeError. ValueErrors come from elsewhere: see the list below.",
    ),
    Claim(
        "ResNet-50 is designed to ingest input tensors with a shape of `(batch_size, height, width,"
        " channels)`.",
        (Trial("NHWC images", _features(image=(1, 224, 224, 3)), "passes"),),
        "That is Keras. PyTorch's takes (batch, channels, height, width).",
    ),
    Claim(
        "If input images are not resized to a uniform dimension that matches the network's input layer"
        " expectation (usually 224x224), a `ValueError` will be raised during the very first"
        " convolutional layer.",
        (
            Trial(
                "128 x 128, as in the article's example 1",
                _features(image=(1, 3, 128, 128)),
                "ValueError",
            ),
            Trial("1 x 1", _features(image=(1, 3, 1, 1)), "ValueError"),
            Trial("33 x 200", _features(image=(1, 3, 33, 200)), "ValueError"),
            Trial("256 x 256", _features(image=(1, 3, 256, 256)), "ValueError"),
        ),
        "`AdaptiveAvgPool2d` takes any size: every image from 1 x 1 up passes.",
    ),
    Claim(
        "The batch size can vary.",
        (
            Trial("one image", _features(), "passes"),
            Trial("five", _features(image=(5, 3, 64, 64)), "passes"),
            Trial(
                "one small image in training",
                Case(input=_image(1, 3, 32, 32), mode="train", loss=None),
                "passes",
            ),
        ),
        "In training, batch normalisation needs more than one value per channel: one image of up to"
        " 32 x 32 has a single one in layer4. This is an actual ValueError.",
    ),
    Claim(
        "The spatial dimensions and channels need strict adherence.",
        (
            Trial("other height and width", _features(image=(1, 3, 65, 97)), "fails"),
            Trial("one channel", _features(image=(1, 1, 224, 224)), "fails"),
            Trial("four channels", _features(image=(1, 4, 224, 224)), "fails"),
        ),
        "Channels do, with a RuntimeError; height and width do not.",
    ),
    Claim(
        "Freezing or not freezing layers impacts subsequent tensor sizes and connectivity.",
        (
            Trial(
                "every parameter frozen gives another size",
                Case(gradient="frozen", loss=None),
                "fails",
            ),
        ),
        "Freezing changes no size at all. What it can break is backward(): see `network.requires_grad`.",
    ),
    Claim(
        "If one attempts to remove layers from the pre-trained ResNet-50 or inserts a new custom layer"
        " that disrupts the expected tensor size, a mismatch will inevitably emerge.",
        (
            Trial("layer4 removed", _features(Remove(site="layer4")), "fails"),
            Trial("the last block removed", _features(Remove(site="layer4.2")), "fails"),
            Trial("fc removed", _features(Remove(site="fc")), "fails"),
            Trial("all but the last two children", _features(Truncate(drop=2)), "fails"),
            Trial("a pooling layer after layer2", _features(AFTER_LAYER2), "fails"),
        ),
        "A mismatch emerges where channel counts change, and hardly ever where sizes of images do.",
    ),
    Claim(
        "This might not be obvious during the initial construction but will surface when the data passes"
        " through those sections during forward propagation.",
        (
            Trial("fc for 512 features", _features(LINEAR), "fails"),
            Trial(
                "features flattened into the batch",
                Case(
                    edits=(
                        Truncate(drop=2),
                        Insert(site="", layer=Layer("View", {"shape": (-1, 2048)})),
                    ),
                    loss=None,
                ),
                "fails",
            ),
        ),
        "Some surface only in the loss, and some never: they pass, and mean something else.",
    ),
    Claim(
        "If a pooling layer with unintended strides causes an unexpected reduction in spatial"
        " dimensionality that conflicts with a concatenation layer further on, the error becomes almost"
        " unavoidable.",
        (
            Trial("a pooling layer on the main way", _features(AFTER_LAYER2), "fails"),
            Trial("in one branch of a block, 224 x 224", _features(COARSE), "fails"),
            Trial("in a shortcut, 224 x 224", _features(SHORT), "fails"),
            Trial("in a shortcut, 64 x 64", _features(SHORT, image=(1, 3, 64, 64)), "fails"),
        ),
        "ResNet-50 has no concatenation; its blocks add. Where a shortcut has shrunk to 1 x 1, the sum"
        " spreads it over the branch, and nothing is raised.",
    ),
    Claim(
        "The skip connections within ResNet-50 are designed for specific feature map dimensions, and"
        " disrupting these connections can easily throw off the expected tensor shape.",
        (
            Trial("a shortcut of 1000 channels", _features(NARROW), "fails"),
            Trial("a shortcut taken out", _features(Remove(site="layer4.0.downsample")), "fails"),
        ),
        "So it is, with a RuntimeError at the sum.",
    ),
    Claim(
        "The output tensor often represents class probabilities (or logits), usually with a shape of"
        " `(batch_size, num_classes)`.",
        (Trial("ResNet-50 as it is", _features(), "passes", output=(1, 1000)),),
        "It gives logits, never probabilities.",
    ),
    Claim(
        "Misalignment between the output and target sizes, such as providing one-hot encoded target"
        " vectors for a scalar loss calculation, results in `ValueError` during loss computation.",
        (
            Trial("float one-hot", _classified((2, 10), "float32", "onehot"), "ValueError"),
            Trial("int64 one-hot", _classified((2, 10), "int64", "onehot"), "ValueError"),
            Trial(
                "(N, 1) class indices",
                _classified((2, 1), "int64", "classes"),
                "ValueError",
            ),
            Trial("too many targets", _classified((8,), "int64", "classes"), "ValueError"),
            Trial(
                "MSE of (N, 1) and (N,)", _head("MSELoss", (2,), "float32", "normal", 1), "ValueError"
            ),
            Trial(
                "BCE with logits of (N, 1) and (N,)",
                _head("BCEWithLogitsLoss", (2,), "float32", "unit", 1),
                "ValueError",
            ),
        ),
        "Cross-entropy takes float one-hot; another count of samples, and the binary losses, do raise"
        " ValueError; the regression losses spread one over the other, and pass.",
    ),
    Claim(
        "Example 1: `resnet(torch.randn(1, 3, 224, 224))` gives `torch.Size([1, 1000])`.",
        (Trial("as in the article", _features(), "passes", output=(1, 1000)),),
        "It does.",
    ),
    Claim(
        "Example 2: after `list(resnet.children())[:-2]`, joining the features with a tensor of"
        " (1, 2048, 7, 7) raises.",
        (
            Trial(
                "truncated, joined with (1, 2048, 7, 7)",
                _features(
                    Truncate(drop=2),
                    Insert(site="", layer=Layer("Concat", {"shape": (1, 2048, 7, 7), "dim": 1})),
                ),
                "fails",
            ),
        ),
        "The features of a 224 x 224 image are 7 x 7: they join.",
    ),
    Claim(
        "Example 2, mended: with `AdaptiveAvgPool2d((1, 1))` at the end, joining with (1, 2048, 1, 1)"
        " gives `torch.Size([1, 4096, 1, 1])`.",
        (
            Trial(
                "truncated, pooled, joined with (1, 2048, 1, 1)",
                _features(
                    Truncate(drop=2),
                    ADAPTIVE,
                    Insert(site="", layer=Layer("Concat", {"shape": (1, 2048, 1, 1), "dim": 1})),
                ),
                "passes",
                output=(1, 4096, 1, 1),
            ),
        ),
        "It does.",
    ),
    Claim(
        "Example 3: `CrossEntropyLoss` of a (1, 2) output and a float (1, 2) target raises `ValueError`:"
        " it requires a single integer class label.",
        (
            Trial(
                "torch.randn(N, 2) as target",
                _classified((2, 2), "float32", "normal", 2),
                "ValueError",
            ),
        ),
        "Since torch 1.10, a float target of the output's shape is taken for class probabilities. Random"
        " numbers are none: the loss is meaningless, and nothing is raised.",
    ),
    Claim(
        "Example 3, mended: with integer class labels the loss is computed.",
        (
            Trial(
                "class indices as target",
                _classified((2,), "int64", "classes", 2),
                "passes",
            ),
        ),
        "It is.",
    ),
)
