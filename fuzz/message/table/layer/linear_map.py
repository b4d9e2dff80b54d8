"""What the sizes of a product tell of the map or image that the input of a linear layer was made of."""

import re
from math import gcd, isqrt

from fuzz.message.reading import Told
from fuzz.message.table.layer.linear_sizes import CLASSES, WIDTHS, in_linear, matrices, numbers
from fuzz.message.words import check_layer
from strategies.value import Shape

SIDES = (28, 32, 64, 96, 128, 224, 256, 299, 384, 512)
"""Usual heights and widths of images."""

LARGEST_SIDE = 16
"""The last map of a ResNet is at most of that width, for images of 512."""

LARGEST_MAP = 32
"""A last dimension of at most this size may be the width of a feature map."""


def map_slice(told: Told) -> dict[str, str] | None:
    """Rows that are those of square planes, in front of a head for as many features as channels."""
    found = matrices(told)
    if found is None or not in_linear(told):
        return None
    rows, side, wanted, _ = found
    if wanted not in WIDTHS or not 1 < side <= LARGEST_SIDE or rows % side or rows == side:
        return None
    values = {"rows": rows, "side": side, "wanted": wanted, "count": rows // side}
    return {name: str(value) for name, value in values.items()}


def _side(count: int) -> int:
    """The side of a square of so many places; 0 where there is none."""
    side = isqrt(count)
    return side if side > 0 and side * side == count else 0


def _map_of(features: int, wanted: int) -> tuple[int, int]:
    """The channels and the side of the map that so many features are flattened from; zeros if none."""
    for channels in (wanted, *WIDTHS):
        if features > channels and features % channels == 0:
            side = _side(features // channels)
            if 1 < side <= LARGEST_MAP:
                return channels, side
    return 0, 0


def unflattened(told: Told) -> Shape:
    """The map [N, C, H, W] whose last dimension was multiplied; () where it is none."""
    sizes = matrices(told)
    if sizes is None:
        return ()
    rows, got, wanted, _ = sizes
    if wanted < 64 or got > LARGEST_MAP or rows % wanted:
        return ()
    if rows % (wanted * got):
        return rows // wanted, wanted, got
    return rows // (wanted * got), wanted, got, got


def unflattened_map(told: Told) -> None:
    """Ask the contract for the map that was not flattened."""
    *_, wanted, made = (0, *told.shape("weight"))
    check_layer("Linear", {"in_features": wanted, "out_features": made}, unflattened(told))


def unflattened_fix(told: Told) -> dict[str, str] | None:
    """What stands between a map and the layer: a flatten, and a pooling unless the map is 1 x 1."""
    shape = unflattened(told)
    if not shape:
        return None
    flat = len(shape) == 4 and shape[2] == shape[3] == 1
    advice = (
        "nn.Flatten(), or torch.flatten(x, 1)," if flat else "nn.AdaptiveAvgPool2d(1) and nn.Flatten()"
    )
    return {"advice": advice}


def other_map(told: Told) -> dict[str, str] | None:
    """Rows by columns that are a feature map of other channels than the layer takes."""
    sizes = matrices(told)
    if sizes is None:
        return None
    rows, got, wanted, _ = sizes
    if not 1 < got <= LARGEST_MAP or wanted < 128 or rows % (got * 64) or rows // got < 256:
        return None
    return {
        "rows": str(rows),
        "side": str(got),
        "wanted": str(wanted),
        "product": str(rows // got),
    }


def one_sample(told: Told) -> dict[str, str] | None:
    """One sample whose channels were taken for the batch: rows times columns are the features."""
    sizes = matrices(told)
    if sizes is None or sizes[0] * sizes[1] != sizes[2] or sizes[0] == 1:
        return None
    # a batch of features of another network may have as many by chance
    return None if sizes[1] in WIDTHS else numbers(told)


def not_flattened(told: Told) -> dict[str, str] | None:
    """Maps [N, C, H, W] whose C x H x W are the features, of which the last dimension was multiplied."""
    sizes = matrices(told)
    if sizes is None:
        return None
    rows, got, wanted, _ = sizes
    if got < 2 or wanted % (got * got) or rows % (wanted // got):
        return None
    if got in WIDTHS and rows.bit_count() == 1:  # pooled features of a batch that is a power of two
        return None
    samples, channels = rows // (wanted // got), wanted // (got * got)
    return {
        "rows": str(rows),
        "side": str(got),
        "channels": str(channels),
        "wanted": str(wanted),
        "shape": f"[{samples}, {channels}, {got}, {got}]",
    }


POOLED = re.compile(
    r"[Aa]daptive_?[Aa]vg_?[Pp]ool\dd?\([^)]*?\(?1\b|AdaptiveAvgPool2d\(\(?1\b|\.mean\(\(?\[?-?[12]\b"
)


def pooled(told: Told) -> bool:
    """Whether the code that was pasted pools its maps to one place."""
    return POOLED.search(f"{' '.join(told.shown)} {told.rest}") is not None


def unpooled(told: Told) -> dict[str, str] | None:
    """The features are a map of channels that a backbone gives, flattened whole."""
    sizes = matrices(told)
    if sizes is None:
        return None
    channels, side = _map_of(sizes[1], sizes[2])
    if not channels or (channels == sizes[2] and pooled(told)):
        return None
    if channels != sizes[2] > max(WIDTHS):  # what is wanted is a map itself
        return None
    # any number is some channels times a small map: without those that are wanted it needs a large one
    if channels != sizes[2] and (side < 3 or sizes[1] % sizes[2] == 0 or sizes[1] < 4096):
        return None
    return {
        "given": str(sizes[1]),
        "wanted": str(sizes[2]),
        "channels": str(channels),
        "side": str(side),
        "then": "" if channels == sizes[2] else f", and use in_features={channels}",
    }


def other_area(told: Told) -> dict[str, str] | None:
    """Both sizes are maps of the same channels, of another height or width."""
    sizes = matrices(told)
    if sizes is None or sizes[2] in WIDTHS or sizes[1] in WIDTHS:
        return None
    _, got, wanted, _ = sizes
    channels = gcd(got, wanted)
    if channels < 16 or channels % 8 or min(got, wanted) <= CLASSES or got % 1000 == 0:
        return None
    return {
        "given": str(got),
        "wanted": str(wanted),
        "common": str(channels),
        "ours": str(got // channels),
        "theirs": str(wanted // channels),
    }


def other_image(told: Told) -> dict[str, str] | None:
    """Both sizes are a square map of the same channels: the image has another size."""
    sizes = matrices(told)
    if sizes is None or sizes[2] in WIDTHS or sizes[1] in WIDTHS:
        return None
    _, got, wanted, _ = sizes
    for given in range(2, 257):  # the most channels first
        channels = got // (given * given)
        if channels > 3 and got % (given * given) == 0 and wanted % channels == 0:
            meant = _side(wanted // channels)
            if 1 < meant <= LARGEST_MAP:
                return {
                    "given": str(got),
                    "wanted": str(wanted),
                    "channels": str(channels),
                    "side": str(given),
                    "meant": str(meant),
                }
    return None


def other_image_of(told: Told) -> dict[str, str] | None:
    """Whole images were flattened, of another size or number of channels than the layer takes."""
    sizes = matrices(told)
    if sizes is None:
        return None
    given, wanted = _image(sizes[1]), _image(sizes[2])
    if not given or not wanted:
        return None
    return {
        "given": str(sizes[1]),
        "wanted": str(sizes[2]),
        "ours": " x ".join(map(str, given)),
        "theirs": " x ".join(map(str, wanted)),
        "side": str(wanted[-1]),
        "mode": "'L'" if wanted[0] == 1 else "'RGB'",
    }


def _image(features: int) -> Shape:
    """The image that so many features are; () for none."""
    for channels in (1, 3):
        side = _side(features // channels) if features % channels == 0 else 0
        if side in SIDES:
            return channels, side, side
    return ()


def batch_flattened(told: Told) -> dict[str, str] | None:
    """One row of several times the features that are wanted."""
    sizes = matrices(told)
    if sizes is None or sizes[0] != 1 or sizes[2] < 2 or sizes[1] % sizes[2]:
        return None
    return {"given": str(sizes[1]), "wanted": str(sizes[2]), "batch": str(sizes[1] // sizes[2])}
