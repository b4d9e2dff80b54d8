"""Layers that combine their input with another tensor: concatenation, addition, attention."""

from functools import lru_cache

from msgspec.structs import replace

from strategies.layer.arithmetic import broadcast, per_axis, sizes_of, whole
from strategies.layer.autograd import NOTHING, always
from strategies.layer.common_rules import LARGER, at_least, axis_of, for_each_axis, ranked, same_channels
from strategies.layer.kind import LayerKind, channels, fixed, inside, optional, required
from strategies.repair import GOT, Before, LeaveOut, Move, Repair, SetImage, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, as_weights, floating
from strategies.value import Options, Shape, Value

AXES = Rule(
    "joined_rank",
    "{layer} expects tensors with the same number of dimensions, but got {got} and {wanted}",
    (Repair("give both the same number of dimensions", SetOption("shape")),),
    "generated/torch.cat.html",
)
SUM = Rule(
    "sum",
    "{layer} expects two tensors of the same shape, but got {got} and {wanted}",
    (Repair("give both the shape {got}", SetOption("shape", (GOT,))),),
    "notes/broadcasting.html",
)
SHORTCUT = Rule(
    "sum",
    "{layer} expects its branch to keep the shape of its input, {got}, but got {wanted}",
    (
        Repair("use stride=1", LeaveOut(("stride",))),
        Repair("use an odd kernel_size", SetOption("kernel_size", (3, 1))),
        Repair("use stride=1 and kernel_size=3", UseLayer("Residual", {"stride": 1, "kernel_size": 3})),
    ),
    "notes/broadcasting.html",
)
SQUEEZED = Rule(
    "squeezed",
    "{layer}: channels must be at least reduction ({wanted}), but got {got}",
    (
        Repair("use reduction={got}", SetOption("reduction", (GOT,))),
        Repair("use the channels of its input", SetOption("channels")),
    ),
)
HALVED = Rule(
    "window",
    "{layer} expects a height and a width of at least {wanted}, but got {got}",
    (
        LARGER,
        Repair("put the layer where height and width are larger: behind layer1", Move(("layer1",))),
    ),
)
MODE = Rule(
    "mode",
    "{layer}: mode must be {wanted} for a 4D input, but got {got!r}",
    (Repair("use mode='nearest', the default", SetOption("mode", ("nearest",))),),
    "generated/torch.nn.functional.interpolate.html",
)


EVEN = Rule(
    "even",
    "{layer}: after pooling and upsampling the spatial size must be {wanted} again, but got {got}",
    (
        Repair("use images whose height and width are even at this layer", SetImage(larger=False)),
        Repair("interpolate to the size of the skip connection: F.interpolate(x, size=skip.shape[2:])"),
    ),
    "generated/torch.cat.html",
)


@lru_cache(maxsize=16)
def _even(high: int, wide: int) -> Rule:
    """`EVEN` for an input of some height and width."""
    padding = (0, wide % 2, 0, high % 2)
    pad = Repair(
        f"pad its input to an even height and width: F.pad(x, {padding})",
        Before("ZeroPad2d", {"padding": padding}),
    )
    return replace(EVEN, repairs=(pad, *EVEN.repairs))


@lru_cache(maxsize=16)
def _sizes(axis: int) -> Rule:
    return Rule(
        "joined_sizes",
        f"{{layer}} expects two shapes that match except in dimension {axis}, but got {{got}} and"
        " {wanted}",
        (
            Repair("join it with a tensor of shape {got}", SetOption("shape", (GOT,))),
            Repair("resize one of them first: F.interpolate(x, size=skip.shape[2:])"),
        ),
        "generated/torch.cat.html",
    )


def _check_joined_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    other, rank = sizes_of(options.get("shape")), len(x.shape)
    axis = axis_of(options.get("dim", 1), rank)
    AXES.require(len(other) == rank, len(other), rank)
    rests = (shape[:axis] + shape[axis + 1 :] for shape in (x.shape, other))
    _sizes(axis).require(len(set(rests)) == 1, other, x.shape)
    return x.dtype


def _check_added_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    SUM.require(options.get("shape") == x.shape, options.get("shape"), x.shape)
    return x.dtype


def _check_skip_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    ranked(x, (4,))
    mode = options.get("mode", "nearest")
    HALVED.require(min(x.shape[2:]) > 1, 2, min(x.shape[2:]))
    MODE.require(mode in ("nearest", "bilinear"), "'nearest' or 'bilinear'", mode)
    for size in x.shape[2:]:
        _even(*x.shape[2:]).require(size % 2 == 0, size, size - 1)
    return floating(x)


def _check_squeezed_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    ranked(x, (4,))
    same_channels("channels", whole(options.get("channels")), x.shape[1])
    as_weights(x, how)
    return x.dtype


def _check_squeezed_options(options: Options) -> None:
    at_least(options, 1, "reduction")
    count, least = whole(options.get("channels")), whole(options.get("reduction"), 16)
    SQUEEZED.require(count >= least, least, count)


def _squeezed_state(options: Options) -> dict[str, Shape]:
    count = whole(options.get("channels"))
    less = count // max(1, whole(options.get("reduction"), 16))
    down, up = {"weight": (less, count), "bias": (less,)}, {"weight": (count, less), "bias": (count,)}
    return inside(down=down, up=up)


def _residual_state(options: Options) -> dict[str, Shape]:
    count, kernel = whole(options.get("channels")), whole(options.get("kernel_size"), 1)
    return inside(conv={"weight": (count, count, kernel, kernel), "bias": (count,)})


def _check_residual_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    as_weights(x, how)
    ranked(x, (3, 4))
    same_channels("channels", whole(options.get("channels")), x.shape[-3])
    kernel, strides = whole(options.get("kernel_size"), 1), per_axis(options.get("stride"), 2, 1)
    for_each_axis(options, 2, "stride")
    room = (size + 2 * (kernel // 2) - kernel for size in x.shape[-2:])
    branch = tuple(places // stride + 1 for places, stride in zip(room, strides, strict=True))
    SHORTCUT.require(branch == x.shape[-2:], (*x.shape[:-2], *branch), x.shape)
    return x.dtype


MODULE_PATH = "strategies.layer.module"


def _batch_first(shape: Shape) -> tuple[Value, ...]:
    """The shape of the input, and the same with a single channel."""
    return (shape or (1,), (*shape[:1], 1, *shape[2:]) if len(shape) > 1 else (1,))


def _other_shapes(*others: Value) -> tuple[Value, ...]:
    return ((1, 2048, 7, 7), (2, 512), (1,), *others)


def _joined(options: Options, shape: Shape) -> Shape:
    other, axis = options.get("shape"), whole(options.get("dim"), 1)
    if not isinstance(other, tuple) or len(other) != len(shape) or not -len(shape) <= axis < len(shape):
        return shape
    sizes = list(shape)
    sizes[axis] += other[axis]
    return tuple(sizes)


def _added(options: Options, shape: Shape) -> Shape:
    other = options.get("shape")
    return broadcast(shape, other) if isinstance(other, tuple) else shape


def _doubled(_: Options, shape: Shape) -> Shape:
    return (shape[0], 2 * shape[1], *shape[2:]) if len(shape) > 1 else shape


def _reduced(options: Options) -> int:
    count = abs(whole(options.get("channels")))
    return 2 * count * count // max(1, abs(whole(options.get("reduction"), 16)))


ROWS = (
    LayerKind(
        name="Concat",
        options=(required("shape", _batch_first, *_other_shapes()), optional("dim", 0, 2, -1, 5)),
        check_input=_check_joined_input,
        autograd=always(NOTHING),
        output_shape=_joined,
        module_path=MODULE_PATH,
        page="generated/torch.cat.html",
    ),
    LayerKind(
        name="Add",
        options=(required("shape", _batch_first, *_other_shapes((3,))),),
        check_input=_check_added_input,
        autograd=always(NOTHING),
        output_shape=_added,
        module_path=MODULE_PATH,
        page="generated/torch.add.html",
    ),
    LayerKind(
        name="UNetSkip",
        options=(optional("mode", "bilinear", "linear"),),
        ranks=(4,),
        check_input=_check_skip_input,
        output_shape=_doubled,
        module_path=MODULE_PATH,
        page="generated/torch.cat.html",
    ),
    LayerKind(
        name="SqueezeExcite",
        options=(required("channels", channels, 64, 512, 3), optional("reduction", 4, 0, 4096)),
        ranks=(4,),
        check_options=_check_squeezed_options,
        check_input=_check_squeezed_input,
        state=_squeezed_state,
        parameters=_reduced,
        module_path=MODULE_PATH,
        page="https://docs.pytorch.org/vision/stable/generated/torchvision.ops.SqueezeExcitation.html",
    ),
    LayerKind(
        name="Residual",
        options=(
            required("channels", channels, 64, 128),
            required("kernel_size", fixed(3, 1), 2, 7),
            optional("stride", 2),
        ),
        ranks=(3, 4),
        check_options=lambda options: at_least(options, 1, "channels", "kernel_size", "stride"),
        check_input=_check_residual_input,
        state=_residual_state,
        parameters=lambda options: (
            whole(options.get("channels")) ** 2 * whole(options.get("kernel_size"), 1) ** 2
        ),
        module_path=MODULE_PATH,
        page="generated/torch.add.html",
    ),
)
