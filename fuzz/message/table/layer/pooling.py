"""Messages about the inputs of pooling layers."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import module
from fuzz.message.table.layer.pooling_size import with_channels
from fuzz.message.words import check_layer, saying
from strategies.layer.common_rules import EMPTY, ROOM
from strategies.layer.pooling import HALF, INDICES, ONE_OF_TWO, RATIO
from strategies.rule import RuleViolated

LARGER = "use a larger image, or put the layer where height and width are larger"
MAX_POOL, UNPOOL = module("MaxPool2d"), module("MaxUnpool2d")


def _pooling(told: Told) -> str:
    return f"AvgPool{len(told.shape('got')) - 1}d"


def _pool(told: Told) -> None:
    raise RuleViolated(ROOM, "more", told.shape("got")[1:])


def _places(told: Told) -> dict[str, str] | None:
    got = told.shape("got")[1:]
    return {"places": " x ".join(map(str, got)), "axes": str(len(got))} if len(got) in (2, 3) else None


def _half(told: Told) -> None:
    HALF.reject(told.number("kernel") // 2, told.number("got"))


def _ranked(told: Told) -> None:
    axes = {"2": "1", "3": "2", "4": "3"}[told.text("least")]
    shape = told.shape("got")
    check_layer(f"MaxPool{axes}d", {"kernel_size": 1}, shape)


def _empty(told: Told) -> None:
    got = told.shape("got")
    EMPTY.require(0 not in got[1:], "1 or more", got)


def _axes(told: Told) -> str:
    return f"AvgPool{told.text('axes')}d" if told.text("axes") in ("1", "2", "3") else "MaxPool2d"


def _class(told: Told) -> dict[str, str] | None:
    """The class for an input of so many dimensions."""
    rank = told.number("rank")
    spatial = rank - 2
    if not 1 <= spatial <= 3 or int(told.text("least")) <= rank <= int(told.text("most")):
        return None
    return {"class": f"{spatial}d"}


READINGS = (
    reading(
        "Given input size: {got:shape}. Calculated output size: {}. Output size is too small",
        # torch 0.3 and before
        "Given input size: {got:shape}. Calculated output size: {}. Output size",
        answers=(
            asked(
                "forward",
                _pooling,
                _pool,
                cause="the pooling window spans more than its input, which is {places}: nothing would be"
                " left of it",
                fix=f"{LARGER}, or nn.AdaptiveAvgPool{{axes}}d(1) in its place, which takes any size",
                more=_places,
            ),
        ),
    ),
    reading(
        "input image (T: {t:number} H: {h:number} W: {w:number}) smaller than kernel size (kT:"
        " {kt:number} kH: {kh:number} kW: {kw:number})",
        "input image (H: {h:number}, W: {w:number}) smaller than kernel size (kH: {kh:number}, kW:"
        " {kw:number})",
        answers=(
            asked(
                "forward",
                "AvgPool3d",
                lambda told: ROOM.reject(told.text("kh"), told.text("h")),
                cause="the pooling window, {kt} x {kh} x {kw} (frames, height, width), is larger than"
                " its input, {t} x {h} x {w}",
                fix=f"{LARGER} (or a longer clip, where the frames are too few), or"
                " nn.AdaptiveAvgPool3d(1) in its place, which takes any size",
                when=lambda told: "t" in told,
            ),
            asked(
                "forward",
                "AvgPool2d",
                lambda told: ROOM.reject(told.text("kh"), told.text("h")),
                cause="the pooling window, {kh} x {kw}, is larger than its input, {h} x {w}",
            ),
        ),
    ),
    reading(
        "max_pool1d() Invalid computed output size: {:number}",
        answers=(asked("forward", "MaxPool1d", saying(ROOM, "more", "less")),),
    ),
    reading(
        "pad should be at most half of effective kernel size, but got pad={got:number},"
        " kernel_size={kernel:number}",
        "pad should be at most half of kernel size, but got pad={got:number} and"
        " kernel_size={kernel:number}",
        "pad should be smaller than or equal to half of kernel size, but got padW = {got:number}, padH ="
        " {:number}, kW = {kernel:number}",
        answers=(asked("forward", "MaxPool2d", _half),),
    ),
    reading(
        "non-empty 3D or 4D (batch mode) tensor expected for input",
        "non-empty 4D or 5D (batch mode) tensor expected for input",
        answers=(
            plain(
                "pooling.rank",
                cause="the pooling layer expects a batch of maps, [N, C, H, W], or one map, [C, H, W],"
                " without sizes of 0, but its input has another number of dimensions, mostly because it"
                " was flattened before",
                fix="print(x.shape) in front of it, and put it in front of the flatten",
                page=MAX_POOL,
            ),
        ),
    ),
    reading(
        "Expected {least:number}D or {most:number}D (batch mode) tensor with optional 0 dim batch size"
        " for input, but got:{got:shape}",
        answers=(
            asked("forward", "MaxPool2d", _ranked, when=lambda told: told.text("least") in "234"),
            asked("forward", "MaxPool2d", _empty),
        ),
    ),
    reading(
        "Expected {least:number} to {most:number} dimensions, but got {rank:number}-dimensional tensor"
        " for argument #1 'self' (while checking arguments for {op:name}",
        "Expected {least:number}-dimensional tensor, but got {rank:number}-dimensional tensor for"
        " argument #1 'self' (while checking arguments for {op:name}",
        answers=(
            plain(
                "pooling.dimensions",
                cause="{op} expects an input of {least} or {most} dimensions, but got {rank}",
                fix="use the class whose name ends in {class}, which is for inputs of {rank} dimensions",
                page=module("AdaptiveAvgPool1d"),
                when=lambda told: "most" in told,
                more=_class,
            ),
        ),
    ),
    reading(
        "pool{axes:number}d(): Expected {wanted} tensor, but got: {got:shape}",
        "pool{axes:number}d(): Expected {wanted} tensor, but got {got:shape}",
        answers=(
            plain(
                "pooling.adaptive",
                cause="adaptive pooling in {axes} dimensions expects a {wanted} input, but got [{got}]",
                fix="put it in front of the flatten, where the input has height and width; a vector of"
                " features [N, C] is pooled already",
                page=module("AdaptiveMaxPool2d"),
            ),
        ),
    ),
    reading(
        "Expected input to have non-zero size for non-batch dimensions, but input has sizes {got:shape}",
        "Expected 3D or 4D (batch mode) tensor with possibly 0 batch size and other non-zero dimensions"
        " for input, but got: {got:shape}",
        answers=(asked("forward", "AdaptiveAvgPool2d", _empty),),
    ),
    reading(
        "adaptive_avg_pool2d: output_size must be 2",
        "adaptive_avg_pool3d: output_size must be 3",
        "elements of output_size must be greater than or equal to 0",
        "adaptive_max_pool2d(): internal error: output_size.size() must be 2",
        "{op:name}() argument 'output_size' should contain one int",
        answers=(
            plain(
                "pooling.size_with_channels",
                cause="the output_size of an adaptive pooling has the sizes of space alone, {count}"
                " of them, and {given} has the channels as well",
                fix="leave the channels out: {wanted}; a pooling keeps them as they are",
                page=module("AdaptiveAvgPool2d"),
                confidence="likely",
                more=with_channels,
            ),
            plain(
                "pooling.output_size",
                cause="the output_size of an adaptive pooling is one int, or one for each spatial"
                " dimension: two of AdaptiveAvgPool2d, each 0 or more",
                fix="give it height and width (in 3d also the depth) alone, without batch and"
                " channels: F.adaptive_avg_pool2d(x, (32, 32)), nn.AdaptiveAvgPool2d((7, 7)), or one"
                " int for both, nn.AdaptiveAvgPool2d(1)",
                page=module("AdaptiveAvgPool2d"),
            ),
        ),
    ),
    reading(
        "{what:name} must either be a single int, or a tuple of {axes:word} ints",
        "{what:name} must either be omitted, a single int, or a tuple of {axes:word} ints",
        answers=(
            plain(
                "pooling.tuple",
                cause="{what} of a pooling layer must be one int, or a tuple of {axes}",
                fix="pass one int, or a tuple with one for each of height and width",
                page=MAX_POOL,
            ),
        ),
    ),
    reading(
        "divisor must be not zero",
        answers=(
            plain(
                "pooling.divisor",
                cause="divisor_override of the average pooling is 0",
                fix="leave it out: then the sum is divided by the size of the window",
                page=module("AvgPool2d"),
            ),
        ),
    ),
    reading(
        "output_ratio must be between 0 and 1 (got {got:word})",
        answers=(asked("build", "FractionalMaxPool2d", saying(RATIO, "between 0 and 1", "{got}")),),
    ),
    reading(
        "requires specifying either an output size, or a pooling ratio",
        "requires specifying either an output_size or an output_ratio",
        answers=(asked("build", "FractionalMaxPool2d", saying(ONE_OF_TWO, "1", "0")),),
    ),
    reading(
        "only one of output_size and output_ratio may be specified",
        answers=(asked("build", "FractionalMaxPool2d", saying(ONE_OF_TWO, "1", "2")),),
    ),
    reading(
        "pool {side:word} {kernel:number} too large relative to input {:word} {got:number}",
        answers=(
            plain(
                "pooling.fractional",
                cause="FractionalMaxPool2d needs an input of at least output_size + kernel_size - 1 in"
                " each dimension, but the {side} of its input is {got}",
                fix="use a smaller output_size or kernel_size={kernel}, or a larger image",
                page=module("FractionalMaxPool2d"),
            ),
        ),
    ),
    reading(
        "MaxUnpool{}d.forward() missing 1 required positional argument: 'indices'",
        "forward() missing 1 required positional argument: 'indices'",
        answers=(
            asked("forward", "MaxUnpool2d", saying(INDICES, "an input and indices", "an input alone")),
        ),
    ),
    reading(
        "elements in indices should be type int64 but got: {got:type}",
        answers=(
            plain(
                "pooling.indices_type",
                cause="the second argument of MaxUnpool must be the indices of a max pooling, int64, but"
                " it is {got}",
                fix="pool with nn.MaxPool2d(..., return_indices=True), which returns (output, indices)",
                page=UNPOOL,
            ),
        ),
    ),
    reading(
        "Expected shape of indices to be same as that of the input tensor ({wanted:shape}) but got"
        " indices tensor with shape: {got:shape}",
        answers=(
            plain(
                "pooling.indices",
                cause="MaxUnpool expects indices of the shape of its input, [{wanted}], but got [{got}]",
                fix="give it the indices of the max pooling that made a tensor of this shape: those of"
                " the same stage of the encoder",
                page=UNPOOL,
                when=lambda told: told.shape("wanted") != told.shape("got"),
            ),
        ),
    ),
    reading(
        "Found an invalid max index: {got:number} (output volumes are of size {wanted}",
        "found an invalid max index {got:number} (output volumes are of size {wanted}",
        answers=(
            plain(
                "pooling.index_beyond",
                cause="an index of MaxUnpool, {got}, lies outside of its output: the map that was pooled"
                " was larger, because its size was odd, or the indices are those of another stage",
                fix="pass the size before the pooling: unpool(x, indices, output_size=before.shape)",
                page=UNPOOL,
            ),
        ),
    ),
    reading(
        'invalid output_size "{got}" (dim {n:number} must be between {low:number} and {high:number})',
        "output_size should be a sequence containing {low:number} or {high:number} elements, but it has"
        " a length of '{got:number}'",
        answers=(
            plain(
                "pooling.unpooled_size",
                cause="the output_size of MaxUnpool, {got}, is not one that the pooling can have had"
                " ({low} to {high})",
                fix="pass the shape before the pooling: unpool(x, indices, output_size=before.shape)",
                page=UNPOOL,
            ),
        ),
    ),
)
