"""Messages about two tensors whose shapes can't be broadcast: read by place, axis and sizes."""

import re
from math import isqrt

from fuzz.message.answer import Answer
from fuzz.message.reading import Answering, Plain, Told, plain, reading
from fuzz.message.table.layer.odd_size import apart, rounded
from fuzz.message.table.layer.pages import BROADCASTING, RESNET, function
from fuzz.message.table.loss.common import shows

RIM = 2
"""What a kernel of 3 takes off where its padding is one too few."""

PADDED = "use padding=dilation * (kernel_size // 2) in each convolution of the branch"
SAME_STRIDE = (
    "give the shortcut the stride of its branch: block.downsample[0].stride = block.conv2.stride where"
    " only one was changed (conv1 of a BasicBlock); a block without a downsample needs one:"
    " nn.Sequential(nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),"
    " nn.BatchNorm2d(out_channels))"
)
ADDED = re.compile(r"\bout ?\+=? ?(?:= ?)?(?:identity|residual|shortcut)\b")
CLASSES = 1000
NORMALIZE = "https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Normalize.html"
SMP = "https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.interpolate.html"


def _sizes(told: Told) -> tuple[int, int, int]:
    return told.number("a"), told.number("b"), told.number("dim")


def _in_block(told: Told) -> bool:
    """Whether it was raised at the addition of a residual block."""
    last = told.raised.frames[-1] if told.raised.frames else None
    inside = last is not None and last.name == "resnet.py" and last.function == "forward"
    # a line of source may be pasted without its frame
    shown = not told.raised.frames and ADDED.search(told.rest) is not None
    return told.place == "shortcut" or inside or shown


def _channel_shortcut(told: Told) -> dict[str, str] | None:
    a, b, dim = _sizes(told)
    if not _in_block(told) or dim != 1 or a == b or not min(a, b):
        return None
    return {"out": str(a), "short": str(b)}


def _projected(told: Told) -> dict[str, str] | None:
    """Channels as stages of a ResNet have them, one a multiple of the other."""
    a, b, _ = _sizes(told)
    return _channel_shortcut(told) if max(a, b) % max(1, min(a, b)) == 0 else None


EXPANSION = 4
EXPANDS = re.compile(r"\bexpansion\b")


def _expansion(told: Told) -> dict[str, str] | None:
    """A branch that ends with planes beside a shortcut of planes * expansion."""
    a, b, dim = _sizes(told)
    named = EXPANDS.search(told.rest) is not None and told.place in ("", "shortcut", "network")
    if not (_in_block(told) or named) or dim != 1 or b != EXPANSION * a or a < 1:
        return None
    return {"out": str(a), "short": str(b)}


def _spatial_shortcut(told: Told) -> dict[str, str] | None:
    a, b, dim = _sizes(told)
    if not _in_block(told) or dim < 2 or a == b:
        return None
    if max(a, b) in (2 * min(a, b), 2 * min(a, b) - 1):
        why = "only one of the two has a stride of 2"
        fix = SAME_STRIDE
        if b - a == RIM:
            why += ", or a convolution of the branch has less padding than its dilation asks for"
            fix = f"{PADDED}; {SAME_STRIDE}"
    elif a == b + 1 or b == a + 1:
        why = "one of the two rounds an odd size up and the other down, or a kernel_size is even"
        fix = (
            "use odd kernels with padding=dilation * (kernel_size // 2) and the same stride in both;"
            " for an"
            " nn.AvgPool2d in the shortcut use ceil_mode=True"
        )
    else:
        why = "a convolution of the branch has less padding than its kernel and dilation ask for, or a"
        why += " stride that the shortcut has not"
        fix = f"{PADDED}, and the same stride in both"
    return {"why": why, "advice": fix}


def _odd(told: Told) -> dict[str, str] | None:
    a, b, dim = _sizes(told)
    stride = rounded(a, b) if dim >= 2 and told.place != "data" else 0
    if not stride or _in_block(told):
        return None
    return apart(a, b, stride, f"{' '.join(told.shown)} {told.rest}")


OF_GRID = re.compile(
    r"\bpos(?:ition)?s?_?\w*|embed|attention|attn|patch|resolution|rel_|Transformer", re.IGNORECASE
)


def _grid(size: int) -> str:
    """The square that a number of places is, with one for the class before it or not; "" if none."""
    for extra, words in ((0, ""), (1, " and a class token"), (2, " and two tokens")):
        side = isqrt(max(0, size - extra))
        if side >= 4 and side * side + extra == size:
            return f"{side} x {side}{words}"
    return ""


def _grids(told: Told) -> dict[str, str] | None:
    """Two numbers of places of square maps, which are no usual channels; or where attention is told."""
    a, b, dim = _sizes(told)
    ours, theirs = _grid(a), _grid(b)
    if not ours or not theirs or a == b or dim < 1:
        return None
    channels = a.bit_count() == 1 and b.bit_count() == 1
    shown = f"{' '.join(told.shown)} {told.rest}"
    if channels and not OF_GRID.search(shown):
        return None
    return {"ours": ours, "theirs": theirs}


def _of_stages(told: Told) -> dict[str, str] | None:
    """Height or width of two maps of which one was halved several times more than the other."""
    a, b, dim = _sizes(told)
    low, high = sorted((a, b))
    if dim < 2 or low < 2 or high % low or told.place in ("data", "loss", "attention"):
        return None
    times = high // low
    shown = f"{' '.join(told.shown)} {told.rest}"
    if times.bit_count() != 1 or not 2 <= times <= 32 or OF_GRID.search(shown):
        return None
    return {"times": str(times)}


def _perhaps_images(told: Told) -> bool:
    """Whether it may be an image with transparency, where no frame tells."""
    return not told.place and not told.raised.frames and _sizes(told) == (4, 3, 0)


COMPARED = r"\.eq\(|\bpred\w*\)? ?==|\b(?:labels?|targets?)\)? ?== ?\w|== ?(?:labels?|targets?)\b"


def _metric(told: Told) -> bool:
    """Whether predictions are counted: in a metric, or in a line that compares them with targets."""
    counted = told.place == "metric" or (told.text("dim") == "1" and shows(told, COMPARED))
    return counted and told.number("a") != told.number("b")


def _differ(told: Told) -> bool:
    return told.number("a") != told.number("b")


def _batches(told: Told) -> bool:
    return told.number("dim") == 0 and told.number("b") != told.number("a")


SHORTCUT_CHANNELS = plain(
    "broadcast.shortcut_channels",
    cause="the residual branch has {out} channels and the shortcut {short}: the block adds"
    " its input as it is, without a downsample that changes the number of channels",
    fix="give the block a downsample: nn.Sequential(nn.Conv2d({short}, {out}, 1,"
    " stride=stride, bias=False), nn.BatchNorm2d({out})); a Bottleneck has planes *"
    " expansion output channels",
    page=RESNET,
    more=_projected,
)
SHORTCUT_EXPANSION = plain(
    "broadcast.shortcut_expansion",
    cause="the residual branch has {out} channels and the shortcut {short} = {out} * 4: the last"
    " convolution of the block gives planes, while its downsample, or the block before, gives planes *"
    " expansion",
    fix="let the last convolution and norm of the block give planes * self.expansion; torchvision's"
    " BasicBlock takes no account of its expansion, which has to stay 1: for wider features use"
    " resnet50 (Bottleneck), or nn.Conv2d(512, 2048, 1) behind layer4",
    page=RESNET,
    confidence="likely",
    more=_expansion,
)
SHORTCUT_PRUNED = plain(
    "broadcast.shortcut_pruned",
    cause="the residual branch has {out} channels and the shortcut {short}, and both must be"
    " equal: one of the two was pruned, or made, without the other",
    fix="prune the last convolution of each block of a stage and its downsample by one mask,"
    " or leave these layers as they are; in a block of your own give both {out} channels",
    page=RESNET,
    confidence="likely",
    more=_channel_shortcut,
)
SHORTCUT_SIZE = plain(
    "broadcast.shortcut_size",
    cause="the residual branch has size {a} and the shortcut {b} along dimension {dim}: {why}",
    fix="{advice}",
    page=RESNET,
    more=_spatial_shortcut,
)
ODD_SIZE = plain(
    "broadcast.odd_size",
    cause="two feature maps, of size {a} and {b} along dimension {dim}, do not fit: {why}",
    fix="{advice}",
    page=SMP,
    confidence="likely",
    more=_odd,
)


def _as_added(answer: Plain) -> Answering:
    """An answer to an addition, for the wording that names the sizes of an expansion."""

    def of_expanded(told: Told) -> Answer | None:
        if "wanted" not in told or "got" not in told:
            return None
        sides = {"a": told.text("wanted"), "b": told.text("got")}
        return answer(Told(told.fields | sides, told.raised, told.rest))

    return of_expanded


MAPS = plain(
    "broadcast.maps",
    cause="two maps are combined element by element, and one is {times} times as large as the other"
    " along"
    " dimension {dim}, {a} and {b}: they are of different stages, or one was up- or downsampled by"
    " another"
    " factor",
    fix="bring one to the size of the other in front of that line: F.interpolate(x,"
    " size=y.shape[-2:]); or make"
    " strides and scale factors fit: from stage to stage a ResNet halves its maps",
    page=SMP,
    confidence="likely",
    more=_of_stages,
)

GRIDS = plain(
    "broadcast.grids",
    cause="size {a} and {b} along dimension {dim} are {ours} and {theirs}: the places of two square"
    " maps, or of patches, one of which was made for images of another size, as a position embedding or"
    " relative positions of an attention are",
    fix="make the layer for the size of the images (its option img_size, resolution or fmap_size), or"
    " resize the images to what it was made for; weights that are loaded are interpolated to the new"
    " grid:"
    " F.interpolate(pos.reshape(1, s, s, C).permute(0, 3, 1, 2), size=(t, t))",
    page=SMP,
    confidence="likely",
    more=_grids,
)

READINGS = (
    reading(
        "The size of tensor a ({a:number}) must match the size of tensor b ({b:number}) at non-singleton"
        " dimension {dim:number}",
        answers=(
            SHORTCUT_EXPANSION,
            SHORTCUT_CHANNELS,
            SHORTCUT_PRUNED,
            SHORTCUT_SIZE,
            ODD_SIZE,
            plain(
                "broadcast.alpha",
                cause="an image of {a} channels, with transparency, is normalised by a mean and std of"
                " {b} values",
                fix="make the images RGB when they are opened: Image.open(path).convert('RGB')",
                page=NORMALIZE,
                confidence="possible",
                tell="the traceback names transforms.Normalize",
                when=_perhaps_images,
            ),
            plain(
                "broadcast.metric",
                cause="predictions and targets are compared element by element, but have size {a} and"
                " {b} along dimension {dim}: class indices [N] beside a row for each sample [N, C], as"
                " one-hot or mixed targets (mixup, CutMix) are, or scores without argmax",
                fix="compare class indices of one shape: (output.argmax(1) == target) for targets [N],"
                " and target.argmax(1) for one-hot ones",
                page=BROADCASTING,
                when=_metric,
            ),
            MAPS,
            GRIDS,
            plain(
                "broadcast.batch",
                cause="an operation on two tensors element by element got size {a} and {b} along the"
                " first dimension, mostly that of the batch: one of the two is of another batch",
                fix="make what forward needs from the size of its input, x.size(0), and not from a fixed"
                " batch size; the last batch of a DataLoader is smaller unless drop_last=True",
                page=BROADCASTING,
                confidence="possible",
                tell="print both shapes: one has the batch size of the DataLoader, and the other that of"
                " the last batch",
                when=_batches,
            ),
            plain(
                "broadcast.sizes",
                cause="an operation on two tensors element by element got size {a} and {b} along"
                " dimension {dim}, where they must be equal, or one of them 1",
                fix="print both shapes in front of the line that the traceback names; a dimension of"
                " size 1 (x.unsqueeze(dim)) is repeated to fit",
                page=BROADCASTING,
                confidence="likely",
                when=_differ,
            ),
        ),
    ),
    reading(
        "The expanded size of the tensor ({wanted:number}) must match the existing size"
        " ({got:number}) at"
        " non-singleton dimension {dim:number}",
        answers=(
            # what torch 0.4 says of out += residual
            _as_added(SHORTCUT_EXPANSION),
            _as_added(SHORTCUT_CHANNELS),
            _as_added(SHORTCUT_PRUNED),
            _as_added(SHORTCUT_SIZE),
            _as_added(ODD_SIZE),
            plain(
                "broadcast.expanded",
                cause="a tensor whose dimension {dim} has size {got} can't be expanded, or copied, to"
                " size {wanted}: only a dimension of size 1 can",
                fix="print both shapes; for a weight copy one of the same shape, for a batch make the"
                " tensor from x.size(0)",
                page=function("Tensor.expand"),
                confidence="likely",
                when=lambda told: told.number("wanted") != told.number("got"),
            ),
        ),
    ),
    reading(
        # torch/_refs, of fake tensors, under torch.compile and torch.export
        "Attempting to broadcast a dimension of length {b:number} at {dim:number}! Mismatching"
        " argument at"
        " index {index:number} had torch.Size({got:sizes}); but expected shape should be broadcastable"
        " to"
        " {wanted:sizes}",
        answers=(
            plain(
                "broadcast.compiled",
                cause="an operation on two tensors element by element got [{wanted}] and [{got}],"
                " which differ"
                " along dimension {dim}, where they must be equal, or one of them 1; under"
                " torch.compile that"
                " is found while the graph is made",
                fix="run the network once without torch.compile, which names the line; print both shapes"
                " there, and bring one to the other",
                page=BROADCASTING,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "the number of sizes provided ({n:number}) must be greater or equal to the number of dimensions"
        " in the tensor ({rank:number})",
        answers=(
            plain(
                "broadcast.fewer_sizes",
                cause="expand was given {n} sizes for a tensor of {rank} dimensions",
                fix="give it a size for each dimension, -1 for those that stay",
                page=function("Tensor.expand"),
            ),
        ),
    ),
)
