"""Messages about the options of pooling and unpooling, and about maps that have lost their places."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import functional, module
from strategies.layer.common_rules import EMPTY

MAX_POOL, UNPOOL = module("MaxPool2d"), module("MaxUnpool2d")


def _empty(told: Told) -> None:
    got = told.shape("got")
    EMPTY.require(0 not in got[1:], "1 or more", got)


def _unpooled(told: Told) -> dict[str, str] | None:
    """The class for an input of so many dimensions; of a vector there is none."""
    rank, axes = told.number("rank"), told.number("axes")
    if rank in (axes + 1, axes + 2):
        return None
    use = {5: "nn.MaxUnpool3d", 4: "nn.MaxUnpool2d"}.get(rank)
    advice = (
        f"use {use}, which takes {rank} dimensions, or" if use else "put it in front of the flatten:"
    )
    return {"advice": advice, "least": str(axes + 1), "most": str(axes + 2)}


def _out_of_bounds(told: Told) -> bool:
    return told.number("got") < 1


READINGS = (
    reading(
        "max_pool1d() kernel_size must be greater than zero, but got {got:number}",
        "max_pool1d() stride must be greater than zero, but got {got:number}",
        "max_pool1d() dilation must be greater than zero, but got {got:number}",
        answers=(
            plain(
                "pooling.window",
                cause="kernel_size, stride and dilation of MaxPool1d must be 1 or more, but one of them"
                " is {got}",
                fix="use kernel_size=2, and leave out the others; where it is worked out from the"
                " length of the input, print it: nn.AdaptiveMaxPool1d(1) takes any length",
                page=module("MaxPool1d"),
                when=_out_of_bounds,
            ),
        ),
    ),
    reading(
        "max_pool1d() padding must be non-negative, but got {got:number}",
        "pad must be non-negative, but got pad: {got:number}",
        answers=(
            plain(
                "pooling.negative_padding",
                cause="the pooling layer was made with the negative padding {got}",
                fix="use padding=0, the default, to at most half of kernel_size",
                page=MAX_POOL,
                when=lambda told: told.number("got") < 0,
            ),
        ),
    ),
    reading(
        "max_pool1d() {what:name} must be an int, list of ints or tuple of ints of size 1 but got size"
        " {got:number}",
        "max_pool1d() {what:name} must be an int, list of ints, or tuple of ints of size 1 but got size"
        " {got:number}",
        "max_pool1d() {what:name} must be None, an int, list of ints, or tuple of ints of size 1 but got"
        " size {got:number}",
        answers=(
            plain(
                "pooling.one_value",
                cause="{what} of MaxPool1d has {got} values, but its input has one spatial dimension",
                fix="use one int, or nn.MaxPool2d for maps [N, C, H, W]",
                page=module("MaxPool1d"),
                when=lambda told: told.number("got") != 1,
            ),
        ),
    ),
    reading(
        "{what:name} must be either a single int, or a tuple of {axes:word} ints",
        "{what:name} must be a single int, or a tuple of {axes:word} ints",
        "{what:name} must be omitted, a single int, or a tuple of {axes:word} ints",
        "{what:name} must either be a single Int or tuple of {axes:word} Ints",
        "{what:name} must either be a single Int or tuple of Ints",
        answers=(
            plain(
                "pooling.values",
                cause="{what} of a pooling layer must be one int, or a tuple with one for each spatial"
                " dimension, and has another number of values",
                fix="pass one int, or a tuple of two for MaxPool2d (height, width) and of three for"
                " MaxPool3d",
                page=MAX_POOL,
            ),
        ),
    ),
    reading(
        "fractional_max_pool3d_out(): Expected 4D or 5D tensor, but got: {got:shape}",
        "fractional_max_pool2d_out(): Expected 3D or 4D tensor, but got: {got:shape}",
        "fractional_max_pool2d(): Expected 3D or 4D tensor, but got: {got:shape}",
        answers=(
            plain(
                "pooling.fractional_rank",
                cause="fractional max pooling got an input of another number of dimensions than batch,"
                " channels and places: [{got}]",
                fix="use nn.FractionalMaxPool2d for images, (N, C, H, W), in front of the flatten",
                page=module("FractionalMaxPool2d"),
            ),
        ),
    ),
    reading(
        "Expected input's non-batch dimensions to have positive length, but input has a shape of"
        " {got:shape} and non-batch dimension {dim:number} has length zero",
        answers=(asked("forward", "MaxPool3d", _empty),),
    ),
    reading(
        "Non-empty {rank:number}D data tensor expected but got a tensor with sizes {got:shape}",
        answers=(asked("forward", "Upsample", _empty),),
    ),
    reading(
        "Input to max_unpooling{axes:number}d should be a {wanted} Tensor, but got a tensor with"
        " {rank:number} dimensions",
        answers=(
            plain(
                "pooling.unpooled_rank",
                cause="MaxUnpool{axes}d takes an input of {least} or {most} dimensions, but got {rank}",
                fix="{advice} print(x.shape) in front of it",
                page=UNPOOL,
                more=_unpooled,
            ),
        ),
    ),
    reading(
        # of MaxUnpool3d, which does not say what it got
        "RuntimeError: elements in indices should be type int64",
        answers=(
            plain(
                "pooling.indices_type_3d",
                cause="the second argument of MaxUnpool must be the indices of a max pooling, int64,"
                " and has another dtype",
                fix="pool with nn.MaxPool3d(..., return_indices=True), which returns (output, indices),"
                " and keep the indices out of .float() and .half()",
                page=module("MaxUnpool3d"),
                when=lambda told: "but got" not in told.raised.message,
            ),
        ),
    ),
    reading(
        "Must specify exactly one of output_size and scale_factors",
        answers=(
            plain(
                "resizing.one_size",
                cause="upsampling was called without a size or a scale factor, or with both",
                fix="call F.interpolate(x, size=(224, 224)) or F.interpolate(x, scale_factor=2)",
                page=functional("interpolate"),
            ),
        ),
    ),
)
