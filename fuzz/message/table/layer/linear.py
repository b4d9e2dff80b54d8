"""Messages about the sizes of matrices: of linear layers, and of products of one's own."""

from math import isqrt

from fuzz.message.reading import Told, asked, plain, reading
from fuzz.message.table.layer.pages import RESNET, function, module
from fuzz.message.words import check_layer
from strategies.value import Shape

LINEAR = module("Linear")
MATMUL = function("matmul")
WIDTHS = (2048, 1024, 512, 256, 128, 64, 1280, 1536, 1792, 960, 576)
"""The channels that backbones give at their end, ResNets first."""
DEPTHS = {512: "resnet18 and resnet34", 2048: "resnet50 and deeper ones"}
CLASSES = 1000
"""The outputs of a network trained on ImageNet."""
LARGEST_MAP = 32
"""A last dimension of at most this size may be the width of a feature map."""


def _matrices(told: Told) -> tuple[int, int, int, int] | None:
    """Rows and columns of the input, and of the weight; None where they fit, or are no matrices."""
    got, weight = told.shape("got"), told.shape("weight")
    if len(got) != 2 or len(weight) != 2 or got[1] == weight[0]:
        return None
    return (*got, *weight)


def _operator(told: Told) -> bool:
    """Whether the line of source multiplies matrices itself."""
    last = told.raised.frames[-1].source if told.raised.frames else ""
    return any(one in last for one in (" @ ", "torch.mm(", "matmul(", "bmm(", "einsum(", "addmm("))


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


def _unflattened(told: Told) -> Shape:
    """The map [N, C, H, W] whose last dimension was multiplied; () where it is none."""
    sizes = _matrices(told)
    if sizes is None:
        return ()
    rows, got, wanted, _ = sizes
    if wanted < 64 or got > LARGEST_MAP or rows % wanted:
        return ()
    if rows % (wanted * got):
        return rows // wanted, wanted, got
    return rows // (wanted * got), wanted, got, got


def _unflattened_map(told: Told) -> None:
    *_, wanted, made = (0, *told.shape("weight"))
    check_layer("Linear", {"in_features": wanted, "out_features": made}, _unflattened(told))


def _other_map(told: Told) -> dict[str, str] | None:
    """Rows by columns that are a feature map of other channels than the layer takes."""
    sizes = _matrices(told)
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


def _one_sample(told: Told) -> dict[str, str] | None:
    """One sample whose channels were taken for the batch: rows times columns are the features."""
    sizes = _matrices(told)
    if sizes is None or sizes[0] * sizes[1] != sizes[2] or sizes[0] == 1:
        return None
    if sizes[1] in WIDTHS:  # a batch of features of another network, by chance as many
        return None
    return {"rows": str(sizes[0]), "columns": str(sizes[1]), "wanted": str(sizes[2])}


def _whole_network(told: Told) -> dict[str, str] | None:
    sizes = _matrices(told)
    if sizes is None or sizes[1] != CLASSES or sizes[2] not in WIDTHS:
        return None
    return {"wanted": str(sizes[2])}


def _other_depth(told: Told) -> dict[str, str] | None:
    sizes = _matrices(told)
    if sizes is None or {sizes[1], sizes[2]} != set(DEPTHS):
        return None
    return {
        "given": str(sizes[1]),
        "wanted": str(sizes[2]),
        "these": DEPTHS[sizes[1]],
        "those": DEPTHS[sizes[2]],
    }


def _other_image(told: Told) -> dict[str, str] | None:
    """Both sizes are a square map of the same channels: the image has another size."""
    sizes = _matrices(told)
    if sizes is None or sizes[2] in WIDTHS or sizes[1] in WIDTHS:
        return None
    _, got, wanted, _ = sizes
    for channels in range(min(got, wanted) // 2, 3, -1):
        if got % channels == 0 and wanted % channels == 0:
            given, meant = _side(got // channels), _side(wanted // channels)
            if 1 < given <= 256 and 1 < meant <= LARGEST_MAP:
                return {
                    "given": str(got),
                    "wanted": str(wanted),
                    "channels": str(channels),
                    "side": str(given),
                    "meant": str(meant),
                }
    return None


def _unpooled(told: Told) -> dict[str, str] | None:
    """The features are a map of channels that a backbone gives, flattened whole."""
    sizes = _matrices(told)
    if sizes is None:
        return None
    channels, side = _map_of(sizes[1], sizes[2])
    if not channels:
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


def _batch_flattened(told: Told) -> dict[str, str] | None:
    sizes = _matrices(told)
    if sizes is None or sizes[0] != 1 or sizes[2] < 2 or sizes[1] % sizes[2]:
        return None
    return {"given": str(sizes[1]), "wanted": str(sizes[2]), "batch": str(sizes[1] // sizes[2])}


def _sized(told: Told) -> None:
    sizes = _matrices(told)
    if sizes is not None:
        rows, got, wanted, made = sizes
        check_layer("Linear", {"in_features": wanted, "out_features": made}, (rows, got))


def _numbers(told: Told) -> dict[str, str] | None:
    sizes = _matrices(told)
    names = ("rows", "columns", "wanted", "made")
    return None if sizes is None else dict(zip(names, map(str, sizes), strict=True))


READINGS = (
    reading(
        "shapes cannot be multiplied ({got:shape} and {weight:shape})",
        "size mismatch, m1: {got:shape}, m2: {weight:shape}",
        answers=(
            plain(
                "linear.product",
                cause="the product of two matrices needs as many columns in the first as rows in the"
                " second, but the first is {rows} x {columns} and the second {wanted} x {made}",
                fix="print both shapes; transpose the one that is turned round: a @ b.T, or"
                " b.transpose(-2, -1) of batches",
                page=MATMUL,
                when=_operator,
                more=_numbers,
            ),
            plain(
                "linear.whole_network",
                cause="the layer expects {wanted} features, but got 1000, the outputs of a network for"
                " ImageNet: its own fc is still in front of this layer",
                fix="take it away: model.fc = nn.Identity(), or put the new layer in its place:"
                " model.fc = nn.Linear(model.fc.in_features, num_classes)",
                page=RESNET,
                confidence="likely",
                more=_whole_network,
            ),
            asked(
                "forward",
                "Linear",
                _sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), as {those} give it, but got {given}, as {these} do",
                fix="use nn.Linear({given}, ...), or better model.fc.in_features, which is right for"
                " each depth",
                more=_other_depth,
            ),
            asked("forward", "Linear", _unflattened_map, when=lambda told: bool(_unflattened(told))),
            plain(
                "linear.no_batch",
                cause="the layer expects {wanted} features, and {rows} x {columns} is {wanted}: one"
                " sample, whose first dimension of {rows} was taken for the batch",
                fix="add the batch dimension in front of the network: x.unsqueeze(0); a DataLoader adds"
                " it itself",
                page=LINEAR,
                confidence="likely",
                more=_one_sample,
            ),
            asked(
                "forward",
                "Linear",
                _sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), a map of {channels} x {meant} x {meant}, but got {given},"
                " which is {channels} x {side} x {side}: the images have another size than the head was"
                " made for",
                fix="put nn.AdaptiveAvgPool2d({meant}) before the flatten, which makes the head"
                " independent of the size of the images, or resize the images, or use"
                " in_features={given}",
                confidence="likely",
                more=_other_image,
            ),
            asked(
                "forward",
                "Linear",
                _sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), but got {given} = {channels} x {side} x {side}: height and"
                " width were flattened into it without pooling",
                fix="put nn.AdaptiveAvgPool2d(1) before the flatten{then}, or use in_features={given}",
                confidence="likely",
                tell="print(x.shape) in front of the flatten: height and width are more than 1",
                more=_unpooled,
            ),
            plain(
                "linear.batch_flattened",
                cause="the layer expects {wanted} features, but got one row of {given} = {batch} x"
                " {wanted}: the batch dimension was flattened too",
                fix="keep it: torch.flatten(x, 1), or x.view(x.size(0), -1), instead of torch.flatten(x)"
                " or x.view(-1)",
                page=function("flatten"),
                confidence="likely",
                tell="print(x.shape) in front of the flatten: the first size is {batch}",
                more=_batch_flattened,
            ),
            plain(
                "linear.feature_map",
                cause="the layer expects {wanted} features, but multiplies the last dimension, of size"
                " {side}: {rows} rows of {side} are a feature map [N, C, {side}, {side}] with N * C ="
                " {product}, which was neither pooled nor flattened",
                fix="put nn.AdaptiveAvgPool2d(1) and nn.Flatten() in front of the layer, and give it as"
                " many in_features as the map has channels; the flatten of a ResNet lives in its"
                " forward, and is lost in nn.Sequential(*list(model.children())[:-1])",
                page=module("Flatten"),
                confidence="likely",
                more=_other_map,
            ),
            asked("forward", "Linear", _sized),
        ),
    ),
    reading(
        # torch 1.6 to 1.8
        "mat1 dim 1 must match mat2 dim 0",
        answers=(
            plain(
                "linear.features",
                cause="a Linear layer expects another number of features (in_features) than its input"
                " has in its last dimension; this release does not say which numbers",
                fix="print(x.shape) in front of the layer that the traceback names, and make it"
                " nn.Linear(x.shape[-1], ...): 1000 is a network that still has its fc"
                " (model.fc = nn.Identity()), a multiple of 512 or 2048 a map that was not pooled, 7 or"
                " so one that was not flattened",
                page=LINEAR,
            ),
        ),
    ),
)
