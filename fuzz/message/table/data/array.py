"""Messages of NumPy and OpenCV about images: normalised, copied or resized as arrays [H, W, C]."""

import re

from fuzz.message.reading import Told, plain, reading
from strategies.value import Shape

BROADCASTING = "https://numpy.org/doc/stable/user/basics.broadcasting.html"
IMREAD = "https://docs.opencv.org/4.x/d4/da8/group__imgcodecs.html"
RESIZE = "https://docs.opencv.org/4.x/da/d54/group__imgproc__transform.html"
STACK = "https://numpy.org/doc/stable/reference/generated/numpy.stack.html"
COLOURS = (3, 4)
READ = (
    "print the path and check it before: image = cv2.imread(path); assert image is not None, path; leave"
    " out hidden files (.DS_Store)"
)


def _none_image(told: Told) -> bool:
    """Whether it was an image, by the name in the line; without a line, by what images are asked."""
    if told.text("name") not in ("shape", "astype", "copy", "size", "dtype", "ndim"):
        return False
    if not told.raised.frames:
        of_gradients = re.search(r"\bgrad(?:ient|s|-?cam|_|\b)", told.rest, re.IGNORECASE)
        return told.text("name") in ("shape", "astype") and not of_gradients
    source = told.raised.frames[-1].source
    return bool(re.search(r"\b\w*(?:im(?:g|age)?|frame|mask|photo|picture)\d*s?\.", source))


def _shapes(told: Told) -> tuple[Shape, Shape]:
    return told.shape("got"), told.shape("other")


def _per_channel(told: Told) -> bool:
    """Whether the second operand has a number for each colour, as mean and std have."""
    got, other = _shapes(told)
    return len(other) == 1 and other[0] in COLOURS and got[-1:] != other


def _grey(told: Told) -> bool:
    return _per_channel(told) and len(told.shape("got")) == 2


def _channels_first(told: Told) -> bool:
    got, other = _shapes(told)
    return _per_channel(told) and len(got) == 3 and got[:1] == other


def _alpha(told: Told) -> bool:
    got, other = _shapes(told)
    return _per_channel(told) and len(got) == 3 and other == (3,) and 4 in (got[0], got[-1])


def _planes_differ(told: Told) -> bool:
    got, other = _shapes(told)
    return len(got) == len(other) == 3 and got[-1] == other[-1] in (1, *COLOURS) and got != other


def _colour_into_grey(told: Told) -> bool:
    got, other = _shapes(told)
    return len(got) == 3 and got[-1] in COLOURS and got[:2] == other


READINGS = (
    reading(
        "operands could not be broadcast together with shapes {got:shape} {other:shape}",
        answers=(
            plain(
                "array.grey",
                cause="the array [{got}] has no axis for channels, a grey image, but mean or std has"
                " {other} numbers, one for each channel on the last axis",
                fix="give one number for grey images, Normalize(mean=(0.5,), std=(0.5,)), or open them"
                " in colour: Image.open(path).convert('RGB'), cv2.imread(path)",
                page=BROADCASTING,
                confidence="likely",
                when=_grey,
            ),
            plain(
                "array.channels_first",
                cause="the array [{got}] has its channels first, but it is normalized by {other} numbers"
                " that NumPy matches with the last axis: [H, W, C] is expected there",
                fix="normalize the image as [H, W, C] and transpose(2, 0, 1) afterwards (ToTensorV2"
                " does), or shape the numbers for [C, H, W]: mean.reshape(-1, 1, 1)",
                page=BROADCASTING,
                confidence="likely",
                when=_channels_first,
            ),
            plain(
                "array.alpha",
                cause="the image [{got}] has 4 channels (RGB with transparency, or CMYK), but mean or"
                " std has {other} numbers",
                fix="open images as RGB: Image.open(path).convert('RGB'), or cut off the fourth:"
                " image[..., :3] of [H, W, C], which is the order that NumPy matches with mean and std",
                page=BROADCASTING,
                confidence="likely",
                when=_alpha,
            ),
            plain(
                "array.sizes",
                cause="two images of different size meet in one operation: [{got}] and [{other}], as"
                " [H, W, C]",
                fix="resize or crop one to the size of the other before, cv2.resize(a, (b.shape[1],"
                " b.shape[0])), and check that both belong together",
                page=BROADCASTING,
                confidence="likely",
                when=_planes_differ,
            ),
        ),
    ),
    reading(
        "could not broadcast input array from shape {got:shape} into shape {other:shape}",
        answers=(
            plain(
                "array.colour_into_grey",
                cause="an image with colour channels [{got}] is written into an array without them"
                " [{other}]: one file is in colour where grey ones are expected",
                fix="open it as grey, Image.open(path).convert('L') or cv2.imread(path,"
                " cv2.IMREAD_GRAYSCALE), or give the array a last axis of channels",
                page=BROADCASTING,
                confidence="likely",
                when=_colour_into_grey,
            ),
        ),
    ),
    reading(
        "all input arrays must have the same shape",
        answers=(
            plain(
                "array.stack",
                cause="np.stack takes arrays of one shape, and these differ: images of different size,"
                " or grey ones beside colour ones",
                fix="print the shapes, {{a.shape for a in arrays}}; resize all to one size, and open"
                " all with .convert('RGB') (masks with .convert('L'))",
                page=STACK,
            ),
        ),
    ),
    reading(
        "'NoneType' object has no attribute '{name:name}'",
        answers=(
            plain(
                "array.none_image",
                cause="None stands where an image is expected: cv2.imread returns None, without an"
                " error, where a file is missing, is no image, or its path cannot be read",
                fix=READ,
                page=IMREAD,
                confidence="likely",
                when=_none_image,
            ),
        ),
    ),
    # OpenCV 3 wrote ssize.width > 0.
    reading(
        "!ssize.empty() in function",
        "ssize.width > 0 && ssize.height > 0",
        "!_src.empty() in function",
        answers=(
            plain(
                "array.empty_image",
                cause="OpenCV got no image: cv2.imread returned None, which it does without an error"
                " where a file is missing, is no image, or its path cannot be read; a crop of no"
                " pixels is empty too",
                fix=READ,
                page=IMREAD,
            ),
        ),
    ),
    reading(
        "!dsize.empty() in function",
        "inv_scale_x > 0 in function",
        "dsize.area() > 0 || (inv_scale_x > 0 && inv_scale_y > 0)",
        answers=(
            plain(
                "array.empty_size",
                cause="cv2.resize was asked for a size with a side of 0: the size is rounded to 0, or"
                " computed by a division of integers",
                fix="print the size before; pass whole numbers of at least 1: cv2.resize(image,"
                " (width, height))",
                page=RESIZE,
            ),
        ),
    ),
)
