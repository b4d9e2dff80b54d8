"""Messages about padding, and about sizes that are changed: upsampling, shuffling, folding."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.layer.pages import functional, module

NUMBER = re.compile(r"[\d.]+")
PAD, INTERPOLATE, SHUFFLE = functional("pad"), functional("interpolate"), module("PixelShuffle")


def _modes(told: Told) -> dict[str, str] | None:
    by_rank = {"3D": "linear", "4D": "bilinear", "5D": "trilinear"}
    got, wanted = told.text("got"), told.text("wanted")
    return {"use": by_rank[got]} if got in by_rank and got != wanted else None


def _spatial(told: Told) -> dict[str, str] | None:
    """The number of spatial dimensions of the input, and of the sizes that were asked for."""
    got, wanted = len(NUMBER.findall(told.text("got"))), len(NUMBER.findall(told.text("wanted")))
    if got == wanted:
        return None
    missing = got + 1 == wanted
    batch = (
        "add the batch dimension, x.unsqueeze(0): the input needs (N, C, H, W)"
        if missing
        else "give one size, or one for each spatial dimension"
    )
    return {"has": str(got), "asks": str(wanted), "advice": batch}


BYTES = ("uint8_t", "unsigned char", "Byte", "uint8", "torch.uint8")


def _grid_type(told: Told) -> dict[str, str]:
    """How the image and the grid become of one type or on one device."""
    got, wanted = told.text("got").rstrip(",."), told.text("wanted").rstrip(",.")
    if "device" in told.raised.message:
        advice = "grid.to(x.device); make a grid on the device of its image"
    elif got in BYTES:
        advice = "x.float() / 255, of bytes as they are read from a file; F.to_tensor(image) does both"
    else:
        advice = "grid.to(x.dtype), or x.to(grid.dtype); under autocast the grid is float32"
    return {"got": got, "wanted": wanted, "advice": advice}


READINGS = (
    reading(
        "Padding size should be less than the corresponding input dimension, but got: padding"
        " {pad:shape} at dimension {dim:number} of input {got:shape}",
        "Padding value causes wrapping around more than once",
        answers=(
            plain(
                "padding.border",
                cause="padding that is made of the input, with padding_mode or mode 'reflect' or"
                " 'circular', must be smaller than the input, which has become too small for it",
                fix="use a larger image, a smaller padding, or padding with zeros, which takes any size",
                page=module("ReflectionPad2d"),
            ),
        ),
    ),
    reading(
        "Padding size {n:number} is not supported for {rank:number}D input tensor",
        # torch before 1.12
        "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now",
        "Only 3D, 4D, 5D padding with non-constant padding are supported for now",
        answers=(
            plain(
                "padding.rank",
                cause="padding other than with a constant takes two values for each dimension that is"
                " padded, and an input with channels: four values for [N, C, H, W] or [C, H, W]",
                fix="give it four values for images, (left, right, top, bottom), and an input with"
                " channels: x.unsqueeze(0)",
                page=PAD,
            ),
        ),
    ),
    reading(
        "Padding length must be divisible by 2",
        "Padding length too large",
        "Length of pad must be even but instead it equals",
        "adding size is expected to be ",
        "Padding length should be less than or equal to two times the input dimension",
        answers=(
            plain(
                "padding.values",
                cause="F.pad takes two values, before and behind, for each dimension that is padded, the"
                " last one first, and no more than the input has dimensions",
                fix="for images use (left, right, top, bottom)",
                page=PAD,
            ),
        ),
    ),
    reading(
        "Unrecognised padding mode {got:word}",
        "Invalid padding mode ({got:word})",
        answers=(
            plain(
                "padding.mode",
                cause="F.pad has no mode {got}",
                fix="use 'constant', 'reflect', 'replicate' or 'circular'",
                page=PAD,
            ),
        ),
    ),
    reading(
        "doesn't take in value argument",
        answers=(
            plain(
                "padding.value",
                cause="F.pad takes a value only in mode 'constant'",
                fix="leave out value, or the mode",
                page=PAD,
            ),
        ),
    ),
    reading(
        "either size or scale_factor should be defined",
        "only one of size or scale_factor should be defined",
        answers=(
            plain(
                "resizing.size",
                cause="upsampling takes exactly one of size and scale_factor",
                fix="pass one of them: F.interpolate(x, size=(224, 224)), or scale_factor=2",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "Got {got:word} input, but {mode:word} mode needs {wanted:word} input",
        answers=(
            plain(
                "resizing.mode",
                cause="mode '{mode}' of upsampling is for {wanted} inputs, but the input is {got}",
                fix="use mode='{use}' for {got} inputs; images are 4D (N, C, H, W), one alone needs"
                " x.unsqueeze(0)",
                page=INTERPOLATE,
                more=_modes,
            ),
        ),
    ),
    reading(
        "Only 3D, 4D and 5D input Tensors supported (got {got:word}) for the modes: {} (got"
        " {mode:name})",
        answers=(
            plain(
                "resizing.no_lanczos",
                cause="this release of torch has no mode 'lanczos' of F.interpolate: it came with 2.12",
                fix="update torch, or use mode='bicubic'; on PIL images, Resize(256,"
                " interpolation=InterpolationMode.LANCZOS)",
                page=INTERPOLATE,
                when=lambda told: told.text("mode") == "lanczos",
            ),
            plain(
                "resizing.rank",
                cause="upsampling got a {got} input in mode '{mode}': it takes 3D to 5D inputs, (N, C,"
                " ...), and the modes that the message lists",
                fix="images need (N, C, H, W): x.unsqueeze(0); modes are 'nearest', 'bilinear' and"
                " 'bicubic'",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "align_corners option can only be set with the interpolating modes",
        answers=(
            plain(
                "resizing.corners",
                cause="align_corners has a meaning only in the modes linear, bilinear, bicubic and"
                " trilinear",
                fix="leave out align_corners, or use mode='bilinear'",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "but got input with spatial dimensions of {got} and scale_factor of shape {wanted}. Please",
        "but got input with spatial dimensions of {got} and output size of {wanted}. Please",
        answers=(
            plain(
                "resizing.dimensions",
                cause="the input has {has} spatial dimensions, {got}, but {asks} sizes were asked for",
                fix="{advice}",
                page=INTERPOLATE,
                more=_spatial,
            ),
        ),
    ),
    reading(
        "Input and output sizes should be greater than 0, but got input ({got}) output ({made})",
        "Input and output sizes should be greater than 0, but got input ({got}) and output ({made})",
        answers=(
            plain(
                "resizing.nothing",
                cause="upsampling from {got} to {made}: a size of 0",
                fix="use a size of 1 or more, or a scale_factor that leaves something of this input",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "expected size to be one of int or Tuple[int]",
        answers=(
            plain(
                "resizing.ints",
                cause="the size for upsampling must be ints, and is something else, such as a float of a"
                " division",
                fix="divide whole: size=(h // 2, w // 2), or int(...)",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "recompute_scale_factor is not meaningful with an explicit size",
        "Anti-alias option is restricted to bilinear",
        answers=(
            plain(
                "resizing.options",
                cause="an option of upsampling does not go with the others: recompute_scale_factor needs"
                " a scale_factor, and antialias the mode bilinear or bicubic and a 4D input",
                fix="leave out the option, or use F.interpolate(x, size=..., mode='bilinear',"
                " antialias=True)",
                page=INTERPOLATE,
            ),
        ),
    ),
    reading(
        "'channel' dimension to be divisible by the square of upscale_factor, but"
        " input.size(-3)={got:number} is not divisible by {wanted:number}",
        answers=(
            plain(
                "resizing.shuffle",
                cause="PixelShuffle needs a number of channels that is a multiple of upscale_factor"
                " squared, {wanted}, but got {got}",
                fix="make the convolution before it with out_channels = channels * {wanted}",
                page=SHUFFLE,
            ),
        ),
    ),
    reading(
        "pixel_unshuffle expects {side:word} to be divisible by downscale_factor, but"
        " input.size({:number})={got:number} is not divisible by {wanted:number}",
        answers=(
            plain(
                "resizing.unshuffle",
                cause="PixelUnshuffle needs a {side} that is a multiple of {wanted}, but got {got}",
                fix="resize or pad the images to multiples of {wanted}",
                page=module("PixelUnshuffle"),
            ),
        ),
    ),
    reading(
        "pixel_shuffle expects input to have at least 3 dimensions, but got input with {got:number}",
        "channel_shuffle expects input with > 2 dims, but got input with sizes",
        "pixel_shuffle expects a positive upscale_factor, but got {n:number}",
        "pixel_unshuffle expects a positive downscale_factor, but got {n:number}",
        "Number of groups to divide channels in must be positive",
        answers=(
            plain(
                "resizing.shuffled",
                cause="PixelShuffle and ChannelShuffle take maps, [N, C, H, W], and a factor, or a"
                " number of groups, of 1 or more",
                fix="put it in front of the flatten: nn.PixelShuffle(2), nn.ChannelShuffle(groups=2)",
                page=SHUFFLE,
            ),
        ),
    ),
    reading(
        "expected input and grid to have same dtype, but input has {got:text} and grid has"
        " {wanted:word}",
        "expected input and grid to be on same device, but input is on {got:text} and grid is on"
        " {wanted:word}",
        answers=(
            plain(
                "resizing.grid_type",
                cause="F.grid_sample, with which images are rotated and warped, got an image of {got}"
                " and a"
                " grid of {wanted}",
                fix="make them alike: {advice}",
                page=functional("grid_sample"),
                more=_grid_type,
            ),
        ),
    ),
    reading(
        "expected grid to have size {wanted:number} in last dimension, but got grid with sizes"
        " {got:sizes}",
        "expected grid and input to have same batch size, but got input with sizes {wanted:sizes} and"
        " grid with sizes {got:sizes}",
        answers=(
            plain(
                "resizing.grid",
                cause="F.grid_sample expects a grid of shape (N, H, W, 2), with the batch size of its"
                " input, but got [{got}]",
                fix="print both shapes; F.affine_grid(theta, x.shape) makes a grid that fits",
                page=functional("grid_sample"),
            ),
        ),
    ),
    reading(
        "Number of channels must be divisible by groups. Got {got:number} channels and {wanted:number}"
        " groups",
        answers=(
            plain(
                "resizing.channel_shuffle",
                cause="ChannelShuffle needs channels that are a multiple of groups={wanted}, but got"
                " {got}",
                fix="use groups that divide {got}",
                page=module("ChannelShuffle"),
            ),
        ),
    ),
    reading(
        "Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got"
        " input.size(1)={got:number} and kernel_size={kernel:shape}",
        "expected size of input's dimension 2 to match the calculated number of sliding blocks {} ="
        " {wanted:number}, but got input.size(2)={got:number}",
        answers=(
            plain(
                "resizing.fold",
                cause="nn.Fold expects an input of shape (N, C * product of kernel_size, number of"
                " blocks), as nn.Unfold with the same options makes it, but one of its sizes is {got}",
                fix="use the same kernel_size, stride, padding and dilation in both, and the output_size"
                " of the image that was unfolded",
                page=module("Fold"),
            ),
        ),
    ),
    reading(
        "calculated shape of the array of sliding blocks as {}, but its components must be at least one",
        answers=(
            plain(
                "resizing.unfold",
                cause="the window of nn.Unfold is larger than its padded input",
                fix="use a larger image, a smaller kernel_size or dilation, or more padding",
                page=module("Unfold"),
            ),
        ),
    ),
)
