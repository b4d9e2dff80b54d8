"""Messages about the weights of convolutions and about options that no convolution takes."""

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import functional, module

CONV, TRANSPOSED = module("Conv2d"), module("ConvTranspose2d")


def _other_count(told: Told) -> bool:
    return told.text("wanted") != told.text("got")


READINGS = (
    reading(
        "non-positive groups is not supported",
        "expected groups to be greater than 0, but got groups={got:number}",
        answers=(
            plain(
                "convolution.no_groups",
                cause="the convolution was called with groups of 0 or less",
                fix="use groups=1, the default, or groups=in_channels for a depthwise convolution; where"
                " it is worked out, such as channels // width, print it: the width is larger than the"
                " channels",
                page=CONV,
            ),
        ),
    ),
    reading(
        "negative output_padding is not supported",
        answers=(
            plain(
                "convolution.negative_output_padding",
                cause="the transposed convolution was made with a negative output_padding",
                fix="use output_padding=0, or a number that is smaller than the stride; where it is"
                " worked out from sizes, pass output_size=before.shape to the forward instead",
                page=TRANSPOSED,
            ),
        ),
    ),
    reading(
        "weight should have at least three dimensions",
        answers=(
            plain(
                "convolution.flat_weight",
                cause="the weight of a convolution is [out_channels, in_channels // groups, *kernel],"
                " of 3 dimensions or more, but this one has fewer, as that of a Linear layer",
                fix="give it a kernel: weight[:, :, None, None] makes a 1 x 1 convolution of the weight"
                " of a Linear layer",
                page=functional("conv2d"),
            ),
        ),
    ),
    reading(
        "{what:name} cannot broadcast to {wanted:number} dimensions",
        answers=(
            plain(
                "convolution.same_axes",
                cause="the convolution with padding='same' has {wanted} spatial dimensions, but its"
                " {what} has another number of values",
                fix="use one int, or a tuple of {wanted}, for {what}",
                page=CONV,
                when=lambda told: told.text("what") in ("stride", "dilation"),
            ),
        ),
    ),
    reading(
        "Invalid padding string: '{got}'",
        answers=(
            plain(
                "convolution.padding_string",
                cause="a convolution has no padding '{got}'",
                fix="use padding='same', padding='valid', or a number: kernel_size // 2 keeps the size"
                " with stride 1",
                page=CONV,
            ),
        ),
    ),
    reading(
        "non-empty 5D (n_output_plane x n_input_plane x kernel_depth x kernel_height x kernel_width)"
        " tensor expected for weight, but got: {got:shape}",
        "non-empty 2D or 4D weight tensor expected, but got: {got:shape}",
        "non-empty 2D or 5D weight tensor expected, but got: {got:shape}",
        answers=(
            plain(
                "convolution.empty_weight",
                cause="the weight of the convolution, [{got}], has a size of 0, or not the dimensions"
                " of a kernel",
                fix="make the layer with in_channels, out_channels and kernel_size of 1 or more;"
                " after pruning print(layer.weight.shape)",
                page=CONV,
            ),
        ),
    ),
    reading(
        "output padding must be smaller than either stride or dilation, but got output_padding_depth:"
        " {depth:number} output_padding_height: {height:number} output_padding_width: {width:number}"
        " stride_depth: {stride:number}",
        answers=(
            plain(
                "convolution.output_padding_3d",
                cause="the output_padding of the transposed convolution, {depth} x {height} x {width},"
                " must be smaller than its stride or its dilation in each dimension",
                fix="use output_padding=stride - 1 at most: it fills what the stride leaves open",
                page=module("ConvTranspose3d"),
            ),
        ),
    ),
    reading(
        "It is expected {what:name} equals to {wanted:number}, but got size {got:number}",
        answers=(
            plain(
                "resizing.input_size",
                cause="upsampling expects an input of {wanted} dimensions, batch and channels among"
                " them, but got {got}",
                fix="print(x.shape): images need (N, C, H, W), one alone x.unsqueeze(0)",
                page=functional("interpolate"),
                when=lambda told: told.text("what") == "input_size" and _other_count(told),
            ),
            plain(
                "resizing.values",
                cause="{what} needs {wanted} values, one for each spatial dimension, but got {got}",
                fix="pass one int, or a tuple of {wanted} ints, for {what}; batch and channels do not"
                " count",
                page=module("Unfold"),
                when=_other_count,
            ),
        ),
    ),
    reading(
        "padding should be non-negative, but got pad_height: {height:number} pad_width: {width:number}",
        answers=(
            plain(
                "resizing.unfold_padding",
                cause="nn.Unfold or nn.Fold was made with a negative padding, ({height}, {width})",
                fix="use padding=0 or more, and crop the image itself: x[..., 1:-1, 1:-1]",
                page=module("Unfold"),
            ),
        ),
    ),
    reading(
        "Expected output spatial size to be positive, but got: output_size=({height:number},"
        " {width:number})",
        answers=(
            plain(
                "resizing.fold_size",
                cause="the output_size of nn.Fold, ({height}, {width}), must be 1 or more in both"
                " dimensions",
                fix="pass height and width of the image that was unfolded: F.fold(blocks, x.shape[2:],"
                " kernel_size)",
                page=module("Fold"),
            ),
        ),
    ),
)
