"""Messages about the windows of convolutions: their sizes and options."""

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import module
from fuzz.message.wording import sizes
from fuzz.message.words import check_layer
from strategies.layer.convolution import LESS_CROPPED, OUTPUT_PADDING
from strategies.value import Options

CONV, TRANSPOSED = module("Conv2d"), module("ConvTranspose2d")


def _window(told: Told) -> str:
    return f"Conv{len(told.shape('kernel'))}d"


def _slide(told: Told) -> None:
    window = told.shape("kernel")
    options: Options = {"in_channels": 1, "out_channels": 1, "kernel_size": window}
    check_layer(_window(told), options, (1, 1, *told.shape("got")))


def _uncropped(told: Told) -> None:
    LESS_CROPPED.reject("1 or more", min(sizes(told.text("made"))))


def _extra(told: Told) -> None:
    OUTPUT_PADDING.reject(max(told.number("stride"), told.number("dilation")), told.text("got"))


def _input_axes(told: Told) -> dict[str, str] | None:
    """What an input lacks, or has too much of, where the options have the axes of the layer."""
    spatial, given = len(told.shape("got")), told.number("wanted")
    named = {frame.function for frame in told.raised.frames} & {f"conv{n}d" for n in (1, 2, 3)}
    own = not named and told.raised.frames and f"conv{given}d" in told.raised.frames[-1].source
    if spatial not in (1, 2, 3) or spatial == given or own or f"conv{given}d" in named:
        return None
    advice = (
        "x.unsqueeze(0) for one image without a batch, or keep the height and width that a flatten or"
        " squeeze() took away"
        if given < spatial
        else "drop an axis of size 1, x.squeeze(1), and move channels that stand last to the front,"
        " x.permute(0, 3, 1, 2); merge the frames of clips into the batch, x.flatten(0, 1), or use a"
        f" network of Conv{given}d"
    )
    axes = {"rank": spatial + 2, "given": given + 2, "spatial": spatial}
    return {name: str(value) for name, value in axes.items()} | {"advice": advice}


READINGS = (
    reading(
        "input size per channel: {got:shape}. Kernel size: {kernel:shape}. Kernel size can't",
        answers=(asked("forward", _window, _slide),),
    ),
    reading(
        "Given input size per channel: {got:shape}. Calculated output size per channel: ({made})."
        " Output size is too small",
        answers=(asked("forward", "ConvTranspose2d", _uncropped),),
    ),
    reading(
        "output padding must be smaller than either stride or dilation, but got output_padding_height:"
        " {got:number} output_padding_width: {:number} stride_height: {stride:number} stride_width:"
        " {:number} dilation_height: {dilation:number}",
        answers=(asked("forward", "ConvTranspose2d", _extra),),
    ),
    reading(
        "requested an output size of {got:shape}, but valid sizes range from {low:shape} to"
        " {high:shape}",
        answers=(
            plain(
                "convolution.output_size",
                cause="the transposed convolution can make sizes from [{low}] to [{high}] of this"
                " input, but output_size asks for [{got}]",
                fix="ask for a size in that range, or change stride, kernel_size and padding: the size"
                " is (in - 1) * stride - 2 * padding + dilation * (kernel_size - 1) + output_padding +"
                " 1",
                page=TRANSPOSED,
            ),
        ),
    ),
    reading(
        "expected {what:name} to be a single integer value or a list of {wanted:number} values to match"
        " the convolution dimensions, but got {:name}={got:shape}",
        answers=(
            plain(
                "convolution.input_axes",
                cause="the convolution is for inputs of {rank}D (a batch, channels, and {spatial}"
                " more), but got one of {given}D: older releases of torch compare {what} with the"
                " input, and blame it",
                fix="leave {what} as it is, and give it the input that it is for: {advice}",
                page=CONV,
                confidence="likely",
                more=_input_axes,
            ),
            plain(
                "convolution.axes",
                cause="the weight of the convolution has {wanted} spatial dimensions, but {what} has the"
                " values [{got}]",
                fix="use one int, or a tuple of {wanted} values, for kernel_size, stride, padding and"
                " dilation",
                page=CONV,
            ),
        ),
    ),
    reading(
        "negative padding is not supported",
        "non-positive stride is not supported",
        "dilation should be greater than zero",
        "kernel size should be greater than zero",
        "stride should be greater than zero",
        "stride should not be zero",
        answers=(
            plain(
                "convolution.options",
                cause="a layer with a window (a convolution or pooling) was made with a negative"
                " padding, or with a stride, kernel_size or dilation of 0 or less",
                fix="print(model) shows the options of each layer: use padding >= 0, and stride,"
                " kernel_size and dilation >= 1",
                page=CONV,
            ),
        ),
    ),
    reading(
        "expected bias to be 1-dimensional with {wanted:number} elements, but got bias of size"
        " {got:shape}",
        answers=(
            plain(
                "convolution.bias",
                cause="the weight makes {wanted} output channels, so that the bias must have {wanted}"
                " elements, but its shape is [{got}]: one of the two was replaced, pruned or loaded"
                " alone",
                fix="replace both together, or make the layer again with out_channels={wanted}",
                page=CONV,
            ),
        ),
    ),
    reading(
        "expected weight to be at least {groups:number} at dimension 0, but got weight of size"
        " {weight:shape}",
        "expected weight to be divisible by {groups:number} at dimension 0, but got weight of size"
        " {weight:shape}",
        answers=(
            plain(
                "convolution.pruned_away",
                cause="the convolution has 0 output channels, its weight is [{weight}]: all of its"
                " filters were pruned away, or a number of channels was worked out to be 0",
                fix="keep one filter or more in each layer, max(1, kept): prune less, leave narrow"
                " layers out, and begin again with the network that was not pruned",
                page=CONV,
                confidence="likely",
                when=lambda told: (
                    told.shape("weight")[0] == 0 and max(told.shape("weight")[2:], default=1) > 1
                ),
            ),
            plain(
                "convolution.no_outputs",
                cause="the convolution was made with 0 output channels, its weight is [{weight}]: a"
                " number of channels was divided down to 0, as channels // reduction of an attention"
                " block is where the channels are fewer than the reduction",
                fix="use more channels (wider decoder_channels), a smaller reduction, or max(1, channels"
                " // reduction)",
                page=CONV,
                when=lambda told: told.shape("weight")[0] == 0,
            ),
            plain(
                "convolution.groups",
                cause="the convolution has groups={groups}, which do not divide the output channels of"
                " its weight",
                fix="use out_channels that are a multiple of groups={groups}; after pruning or"
                " replacing the weight set groups too",
                page=CONV,
            ),
        ),
    ),
)
