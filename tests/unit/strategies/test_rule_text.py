"""The texts of the rules of layers: what they say, and the form that all of them have."""

import re
from collections.abc import Iterator

import pytest

from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.common_rules import ranked
from strategies.layer.variant import variants
from strategies.rule import Conditions, RuleViolated, TensorSpec
from strategies.value import COMPLEX, DTYPES, FLOATING, INTEGRAL, Options, Shape, Value, dtype_family
from strategies.violation import Violation, violation_of

SHAPES: tuple[Shape, ...] = (
    *((2, 8, 8, 8), (1, 8, 1, 1), (2, 3, 5, 7), (2, 8), (8,), (), (2, 8, 4, 4, 4), (2, 3, 0, 4)),
    *((2, 2048, 7, 7), (2, 100352), (1, 2, 3, 4, 5, 6)),
)
GREY: Options = {"in_channels": 1, "out_channels": 8, "kernel_size": 3}
REFLECT: Options = {**GREY, "padding": 3, "padding_mode": "reflect"}

TEXTS: dict[str, tuple[str, Options, Shape, str, str]] = {
    "channels": (
        "Conv2d",
        GREY,
        (2, 3, 8, 8),
        "Conv2d expects 1 input channel (in_channels=1), but its input has 3",
        "use in_channels=3, or give it an input with 1 channel, or use 1 output channel in the layer"
        " before it",
    ),
    "no channels": (
        "BatchNorm2d",
        {"num_features": 8},
        (2, 0, 8, 8),
        "BatchNorm2d expects 8 input channels (num_features=8), but its input has 0",
        "use 8 output channels in the layer before it, or give it an input with 8 channels,"
        " or keep the numbers of channels at 1 or more",
    ),
    "rank": (
        "BatchNorm2d",
        {"num_features": 8},
        (2, 8),
        "BatchNorm2d expects a 4D input, but got a 2D input",
        "use nn.BatchNorm1d, which is for 2D inputs, or put the layer behind a module in front of the"
        " flatten, or add the missing dimensions: x[..., None, None]",
    ),
    "border": (
        "Conv2d",
        REFLECT,
        (2, 1, 3, 3),
        "Conv2d: padding must be at most 2 for an input of this size, but got 3",
        "use padding=2, or use padding_mode='zeros', or use a larger image",
    ),
    "pairs": (
        "ReflectionPad3d",
        {"padding": (1, 1, 1, 1)},
        (2, 8, 4, 4, 4),
        "ReflectionPad3d takes 6 padding values, two for each dimension, but got 4",
        "use a value for each side: padding=(1, 1, 1, 1, 1, 1)",
    ),
    "half": (
        "MaxPool2d",
        {"kernel_size": 1, "padding": 1},
        (2, 8, 4, 4),
        "MaxPool2d: padding must be at most half of the effective kernel size (0), but got 1",
        "use padding=0",
    ),
    "bound": (
        "MaxPool2d",
        {"kernel_size": 0},
        (2, 8, 4, 4),
        "MaxPool2d: kernel_size must be >= 1, but got 0",
        "use kernel_size=1",
    ),
    "between": (
        "Dropout",
        {"p": -0.1},
        (2, 8),
        "Dropout: p must be between 0 and 1, but got -0.1",
        "use p=0.5",
    ),
    "more than 0": (
        "BatchNorm2d",
        {"num_features": 8, "eps": 0.0},
        (2, 8, 4, 4),
        "BatchNorm2d: eps must be > 0 in training, but got 0",
        "use eps=1e-5, the default",
    ),
    "corners": (
        "Upsample",
        {"scale_factor": 2, "align_corners": True},
        (2, 8, 4, 4),
        "Upsample: align_corners can only be set for a mode of 'linear', 'bilinear', 'bicubic' or"
        " 'trilinear', but got 'nearest'",
        "leave out align_corners",
    ),
    "mode": (
        "Upsample",
        {"scale_factor": 2, "mode": "linear"},
        (2, 8, 4, 4),
        "Upsample: mode must be 'nearest', 'area', 'bilinear' or 'bicubic' for a 4D input, but got"
        " 'linear'",
        "use mode='bilinear', or use mode='nearest'",
    ),
}


def violated(layer: Layer, x: TensorSpec, how: Conditions) -> Violation | None:
    kind = LAYERS[layer.kind]
    try:
        kind.check_options(layer.options)
        kind.check_input(layer.options, x, how)
        kind.check_misuse(layer.options, x)
    except RuleViolated as error:
        return violation_of("forward", error, layer.kind)
    return None


@pytest.mark.parametrize(("kind", "options", "shape", "cause", "fix"), TEXTS.values(), ids=TEXTS)
def test_a_text_names_layer_and_argument_what_is_expected_and_what_it_got(
    kind: str, options: dict[str, Value], shape: Shape, cause: str, fix: str
) -> None:
    violation = violated(Layer(kind, options), TensorSpec(shape), Conditions(training=True))
    assert violation is not None
    assert (violation.cause, violation.fix) == (cause, fix)


ODD = re.compile(r"\d,\)|[{}]|(?<!, )None|\b1 (channels|values|dimensions|elements)")
"""Tuples of Python, templates that were not filled in, and a plural of one."""


def violations(kind: LayerKind) -> Iterator[Violation]:
    for layer in dict.fromkeys(v for shape in SHAPES for v in variants(kind, shape)):
        for shape in SHAPES:
            for dtype in ("float32", "int64"):
                found = violated(layer, TensorSpec(shape, dtype), Conditions(training=True))
                if found is not None:
                    yield found


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_a_text_is_one_sentence_about_the_layer_without_values_of_python(kind: LayerKind) -> None:
    for violation in violations(kind):
        assert re.match(rf"{kind.name}\b", violation.cause), violation.cause
        for text in (violation.cause, violation.fix):
            assert not text.endswith("."), text
            assert not ODD.search(text), text
        assert violation.fix[0].islower(), violation.fix


FAMILIES: dict[str, tuple[str, ...]] = {
    "a floating-point dtype": FLOATING,
    "a floating-point or integer dtype": (*FLOATING, *INTEGRAL),
    "an integer dtype": INTEGRAL,
    "a floating-point, integer or complex dtype or bool": DTYPES,
    "a complex dtype, int64 or bool": (*COMPLEX, "int64", "bool"),
    "int64": ("int64",),
    "int64 or uint8": ("int64", "uint8"),
}


@pytest.mark.parametrize(("words", "dtypes"), FAMILIES.items())
def test_dtypes_are_named_by_their_families(words: str, dtypes: tuple[str, ...]) -> None:
    assert dtype_family(dtypes) == words


@pytest.mark.parametrize(
    ("kind", "rank", "advice"),
    [
        ("BatchNorm2d", 2, "use nn.BatchNorm1d, which is for 2D inputs"),
        ("BatchNorm3d", 2, "use nn.BatchNorm1d, which is for 2D inputs"),
        ("BatchNorm2d", 3, "use nn.BatchNorm1d, which is for 3D inputs"),
        ("Conv2d", 1, "put the layer behind a module in front of the flatten"),
        ("AdaptiveAvgPool1d", 4, "use nn.AdaptiveAvgPool2d, which is for 4D inputs"),
        ("Softmax2d", 5, "merge the last dimensions: torch.flatten(x, 3)"),
        ("BatchNorm1d", 5, "use nn.BatchNorm3d, which is for 5D inputs"),
    ],
)
def test_the_advice_for_a_rank_leads_to_one_that_is_allowed(kind: str, rank: int, advice: str) -> None:
    with pytest.raises(RuleViolated) as caught:
        ranked(TensorSpec((2,) * rank), LAYERS[kind].ranks, sized=kind != "Softmax2d")
    first = next(repair for repair in caught.value.repairs(kind) if repair.told)
    assert first.text == advice
