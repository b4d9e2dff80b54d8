"""Messages of layers, and of the network around them."""

import re

from fuzz.message.row import Match, Reading, named, number, saying, shape, sizes
from strategies.contract.construction import ONE_ARGUMENT
from strategies.contract.forward import CALLED
from strategies.contract.predict import EMPTY_BATCH, UNBATCHED
from strategies.layer import LAYERS
from strategies.layer.combination import EVEN
from strategies.layer.common_rules import ROOM
from strategies.rule import SAME_TYPE, Conditions, RuleViolated, TensorSpec
from strategies.value import Options, Shape

DTYPES = {
    "Float": "float32",
    "float": "float32",
    "Double": "float64",
    "double": "float64",
    "Half": "float16",
    "c10::Half": "float16",
    "BFloat16": "bfloat16",
    "c10::BFloat16": "bfloat16",
    "Byte": "uint8",
    "unsigned char": "uint8",
    "Long": "int64",
    "long int": "int64",
    "Int": "int32",
}
"""Dtypes by their names in messages."""


def _take(kind: str, options: Options, got: Shape, *, training: bool = False) -> None:
    LAYERS[kind].check_input(options, TensorSpec(got), Conditions(training))


def _convolution(match: Match) -> str:
    return f"Conv{'Transpose' if match['way'] == 'transposed' else ''}{len(sizes(match['weight'])) - 2}d"


def _convolve(match: Match) -> None:
    first, second, *window = sizes(match["weight"])
    groups = int(match["count"]) if match["way"] == "groups" else 1
    outs, ins = (second, first) if match["way"] == "transposed" else (first, second * groups)
    options: Options = {"in_channels": ins, "out_channels": outs, "kernel_size": tuple(window)}
    _take(_convolution(match), {**options, "groups": groups}, sizes(match["got"]))


def _alone(match: Match) -> None:
    got = sizes(match["got"])
    raise RuleViolated(UNBATCHED, ("N", *got), got)


def _multiply(match: Match) -> None:
    """An input of more than two dimensions is multiplied as a matrix of its last dimension."""
    (rows, got), (wanted, made) = sizes(match["got"]), sizes(match["weight"])
    unflattened = wanted and rows % wanted == 0 and got % wanted
    features = (rows // wanted, wanted, got) if unflattened else (rows, got)
    _take("Linear", {"in_features": wanted, "out_features": made}, features)


def _normalisation(match: Match) -> str:
    return f"BatchNorm{max(1, len(sizes(match['got'])) - 2)}d"


def _normalise_one(match: Match) -> None:
    got = sizes(match["got"])
    _take(_normalisation(match), {"num_features": got[1]}, got, training=True)


def _normalise_others(match: Match) -> None:
    got, wanted = int(match["got"]), int(match["wanted"])
    _take("BatchNorm2d", {"num_features": wanted}, (2, got, 2, 2))


def _normalise_rank(match: Match) -> None:
    _take("BatchNorm2d", {"num_features": 2}, (2,) * int(match["rank"]))


def _normalise_last(match: Match) -> None:
    _take("LayerNorm", {"normalized_shape": sizes(match["wanted"])}, sizes(match["got"]))


def _window(match: Match) -> str:
    return f"Conv{len(sizes(match['kernel']))}d"


def _slide(match: Match) -> None:
    window = sizes(match["kernel"])
    options: Options = {"in_channels": 1, "out_channels": 1, "kernel_size": window}
    _take(_window(match), options, (1, 1, *sizes(match["got"])))


def _typed(match: Match) -> None:
    got, wanted = (DTYPES.get(match[side], match[side]) for side in ("got", "wanted"))
    SAME_TYPE.require(got == wanted, wanted, got)


def _pooling(match: Match) -> str:
    return f"AvgPool{len(sizes(match['got'])) - 1}d"


def _pool(match: Match) -> None:
    raise RuleViolated(ROOM, "more", sizes(match["got"])[1:])


def _join(match: Match) -> None:
    raise RuleViolated(EVEN, match["wanted"], match["got"])


def _call(match: Match) -> None:
    raise RuleViolated(CALLED, match["name"], "deleted")


NAME = r"(?:torch\.)?(?:cuda\.)?(?P<{}>[\w:]+?(?: char| int)?)(?:Tensor|Type)?"

READINGS = (
    Reading(
        wording=re.compile(
            rf"Given (?P<way>groups|transposed)={number('count')}, weight ?(?:of size )?"
            rf"{shape('weight', 3, 5)}, (?:so )?expected input ?{shape('got')} to have"
        ),
        stage="forward",
        owner=_convolution,
        ask=_convolve,
    ),
    Reading(
        wording=re.compile(
            r"Expected 4-dimensional input for 4-dimensional weight"
            rf" [\[\d, \]]+but got 3-dimensional input of size {shape('got')}"
        ),
        stage="forward",
        owner=named("network"),
        ask=_alone,
    ),
    Reading(
        wording=re.compile(
            rf"shapes cannot be multiplied \({shape('got', 2, 2)} and {shape('weight', 2, 2)}\)"
        ),
        stage="forward",
        owner=named("Linear"),
        ask=_multiply,
    ),
    Reading(
        wording=re.compile(rf"size mismatch, m1: {shape('got', 2, 2)}, m2: {shape('weight', 2, 2)}"),
        stage="forward",
        owner=named("Linear"),
        ask=_multiply,
    ),
    Reading(
        wording=re.compile(
            rf"more than 1 value per channel when training, got input size {shape('got', 2, 5)}"
        ),
        stage="forward",
        owner=_normalisation,
        ask=_normalise_one,
    ),
    Reading(
        wording=re.compile(
            rf"running_mean should contain {number('got')} elements not {number('wanted')}"
        ),
        stage="forward",
        owner=named("BatchNorm2d"),
        ask=_normalise_others,
    ),
    Reading(
        wording=re.compile(r"expected 4D input \(got (?P<rank>\d)D input\)"),
        stage="forward",
        owner=named("BatchNorm2d"),
        ask=_normalise_rank,
    ),
    Reading(
        wording=re.compile(
            rf"Given normalized_shape={shape('wanted')}, expected input with shape \[\*.*?\],"
            rf" but got input of size ?{shape('got')}"
        ),
        stage="forward",
        owner=named("LayerNorm"),
        ask=_normalise_last,
    ),
    Reading(
        wording=re.compile(
            rf"input size per channel: {shape('got', 1, 3)}\. Kernel size: {shape('kernel', 1, 3)}"
        ),
        stage="forward",
        owner=_window,
        ask=_slide,
    ),
    Reading(
        wording=re.compile(
            rf"Given input size: {shape('got', 2, 4)}\. Calculated output size: "
            r"[()\dx-]+\. Output size is too small"
        ),
        stage="forward",
        owner=_pooling,
        ask=_pool,
    ),
    Reading(
        wording=re.compile(
            r"Sizes of tensors must match except in dimension \d+\. "
            r"(?:Got|Expected size) (?P<got>\d+) (?:and|but got size) (?P<wanted>\d+)"
        ),
        stage="forward",
        owner=named("UNetSkip"),
        ask=_join,
    ),
    Reading(
        wording=re.compile(
            r"object has no attribute '(?P<name>conv1|bn1|relu|maxpool|layer[1-4]|avgpool|fc)'"
        ),
        stage="forward",
        owner=named("ResNet"),
        ask=_call,
    ),
    Reading(
        wording=re.compile(r"non-empty [\w ]+input tensor expected but got"),
        stage="forward",
        owner=named("network"),
        ask=saying(EMPTY_BATCH, "one or more", "none"),
    ),
    Reading(
        wording=re.compile(r"__init__\(\) missing 1 required positional argument: 'num_channels'"),
        stage="build",
        owner=named("resnet"),
        ask=saying(ONE_ARGUMENT, "the number of channels alone", "two"),
    ),
    Reading(
        wording=re.compile(
            rf"Input type \({NAME.format('got')}\) and (?:weight|bias) type"
            rf" \({NAME.format('wanted')}\) should be the same"
        ),
        stage="forward",
        owner=named("Conv2d"),
        ask=_typed,
    ),
)
