"""Batch, group, layer, instance and local response normalisation."""

from functools import partial
from math import prod

from strategies.layer.arithmetic import broadcast, whole
from strategies.layer.autograd import NOTHING, always
from strategies.layer.common_rules import CHANNELS, RANK, at_least, bound, ranked
from strategies.layer.kind import LayerKind, channels, fixed, last, optional, required
from strategies.rule import Conditions, Rule, TensorSpec, as_weights, floating, widened
from strategies.value import Options, Shape, Value

ONE_VALUE = Rule(
    "one_value",
    "in training it needs {wanted} values per channel, and has {got}: batch x height x width",
    "use a batch of two or more (drop_last=True), a larger image, or model.eval()",
)
ONE_PLACE = Rule(
    "one_place",
    "it needs {wanted} places per channel and sample, and has {got}: height x width",
    "use a larger image, or nn.GroupNorm",
)
GROUPED = Rule(
    "num_groups",
    "{wanted} groups have to share out {got} channels evenly",
    "choose a number of groups that divides num_channels",
)
TRAILING = Rule(
    "normalized_shape",
    "it normalises over the last axes, of sizes {wanted}, and is given {got}",
    "use nn.GroupNorm(1, channels), or permute to channels last around it",
)
NO_AXES = Rule(
    "normalized_axes",
    "it has to normalise over {wanted}, and is told {got}",
    "name the last axis at least",
)
WIDER = ("float64", "complex64", "complex128")
"""What stays as it is where it is multiplied by float32."""

SOME_CHANNELS: tuple[Value, ...] = (1, 3, 32, 64, 128, 256, 1000)

DIVISOR = Rule(
    "k",
    "k is {got}, and has to be {wanted}: features of 0 among neighbours of 0 are divided by it",
    "use k=1.0",
)


def _features(options: Options) -> int:
    return 4 * abs(whole(options.get("num_features")))


def _asks_batch(options: Options) -> None:
    at_least(options, 0, "num_features")


def _takes_batch(ranks: tuple[int, ...], options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html"""
    ranked(x, ranks)
    wanted = whole(options.get("num_features"))
    CHANNELS.require(x.shape[1] == wanted, wanted, x.shape[1])
    dtype = _normalised(x, how)
    own = how.training or options.get("track_running_stats") is False
    if own:
        values = prod((x.shape[0], *x.shape[2:]))
        ONE_VALUE.require(values != 1, "2 or more", values)
        bound("eps", 0).require(options.get("eps") != 0.0 or not how.training, "more than 0", 0.0)
    return dtype


def _normalised(x: TensorSpec, how: Conditions) -> str:
    """Float32 weights go with features of fewer bits as well: what autocast relies on."""
    floating(x)
    return x.dtype if x.dtype in ("bfloat16", "float16") else as_weights(x, Conditions())


def _takes_synchronised(options: Options, x: TensorSpec, how: Conditions) -> str:
    RANK.require(len(x.shape) >= 2, "2 or more", len(x.shape))
    return _takes_batch((2, 3, 4, 5), options, x, how)


def _takes_instance(ranks: tuple[int, ...], options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html"""
    ranked(x, ranks)
    axis = 1 if len(x.shape) == max(ranks) else 0
    wanted = whole(options.get("num_features"))
    CHANNELS.require(x.shape[axis] == wanted, wanted, x.shape[axis])
    dtype = _normalised(x, how)
    if how.training or not options.get("track_running_stats"):
        places = prod(x.shape[axis + 1 :])
        ONE_PLACE.require(places != 1, "2 or more", places)
    return dtype


def _running(default: bool, options: Options) -> dict[str, Shape]:
    """The state of a norm that may have weights, and may keep statistics, each by ``default`` or not."""
    sizes = (whole(options.get("num_features")),)
    weights: dict[str, Shape] = (
        {"weight": sizes, "bias": sizes} if options.get("affine", default) else {}
    )
    if not options.get("track_running_stats", default):
        return weights
    return {**weights, "running_mean": sizes, "running_var": sizes, "num_batches_tracked": ()}


def _group_state(options: Options) -> dict[str, Shape]:
    sizes = (whole(options.get("num_channels")),)
    return {} if options.get("affine") is False else {"weight": sizes, "bias": sizes}


def _trailing_state(options: Options) -> dict[str, Shape]:
    plain = options.get("elementwise_affine") is False
    return {} if plain else {"weight": _wanted(options), "bias": _wanted(options)}


def _frozen_state(options: Options) -> dict[str, Shape]:
    sizes = (whole(options.get("num_features")),)
    return dict.fromkeys(("weight", "bias", "running_mean", "running_var"), sizes)


def _asks_groups(options: Options) -> None:
    groups, count = whole(options.get("num_groups")), whole(options.get("num_channels"))
    at_least(options, 1, "num_groups")
    GROUPED.require(groups > 0 and count % groups == 0, groups, count)


def _takes_groups(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html"""
    RANK.require(len(x.shape) >= 2, "2 or more", len(x.shape))
    wanted = whole(options.get("num_channels"))
    CHANNELS.require(x.shape[1] == wanted, wanted, x.shape[1])
    values = prod(x.shape) // max(1, whole(options.get("num_groups"), 1))
    ONE_VALUE.require(values != 1, "2 or more", values)
    return _normalised(x, how)


def _wanted(options: Options) -> Shape:
    size = options.get("normalized_shape")
    return size if isinstance(size, tuple) else (whole(size),)


def _asks_trailing(options: Options) -> None:
    NO_AXES.require(_wanted(options) != (), "one axis or more", ())


def _takes_trailing(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html"""
    wanted = _wanted(options)
    TRAILING.require(x.shape[-len(wanted) :] == wanted, wanted, x.shape)
    return _normalised(x, how)


def _takes_neighbours(_: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html"""
    RANK.require(len(x.shape) >= 3, "3 or more", len(x.shape))
    floating(x)
    return widened(x, how)


def _doubts_neighbours(options: Options, _: TensorSpec) -> None:
    DIVISOR.require(options.get("k") != 0.0, "more than 0", 0.0)


def _takes_frozen(options: Options, x: TensorSpec, how: Conditions) -> str:
    wanted = whole(options.get("num_features"))
    ranked(x, (4,))
    CHANNELS.require(x.shape[1] == wanted, wanted, x.shape[1])
    return x.dtype if x.dtype in WIDER else "float32"


def _batch(name: str, *ranks: int) -> LayerKind:
    return LayerKind(
        name=name,
        options=(
            required("num_features", channels, *SOME_CHANNELS, 0),
            optional("affine", False),
            optional("track_running_stats", False),
            optional("momentum", None, 0.01),
            optional("eps", 0.0, 1e-3),
        ),
        ranks=ranks,
        check_options=_asks_batch,
        check_input=_takes_synchronised if name == "SyncBatchNorm" else partial(_takes_batch, ranks),
        state=partial(_running, True),
        parameters=_features,
    )


def _instance(name: str, *ranks: int) -> LayerKind:
    return LayerKind(
        name=name,
        options=(
            required("num_features", channels, *SOME_CHANNELS),
            optional("affine", True),
            optional("track_running_stats", True),
        ),
        ranks=ranks,
        check_input=partial(_takes_instance, ranks),
        state=partial(_running, False),
        parameters=_features,
    )


def _divisors(shape: Shape) -> tuple[Value, ...]:
    count = channels(shape)[0]
    return tuple(n for n in (1, 2, 4, 8, 32) if isinstance(count, int) and count % n == 0)


def _trailing(shape: Shape) -> tuple[Value, ...]:
    """The last axis, the last three, and the last two: what people normalise over."""
    return (last(shape)[0], shape[1:] or (1,), shape[2:] or (1,))


def _normalized(options: Options) -> int:
    size = options.get("normalized_shape")
    return 2 * abs(whole(size)) if not isinstance(size, tuple) else 2 * abs(_product(size))


def _scaled(options: Options, shape: Shape) -> Shape:
    """A frozen batch norm multiplies by its (1, C, 1, 1) weights, whatever it is given."""
    return broadcast(shape, (1, abs(whole(options.get("num_features"))), 1, 1))


def _neighbours(options: Options, shape: Shape) -> int:
    """The channel axis is padded by as many channels as are summed up."""
    return prod(shape[:1]) * prod(shape[2:]) * (prod(shape[1:2]) + abs(whole(options.get("size"))))


def _product(sizes: tuple[int, ...]) -> int:
    product = 1
    for size in sizes:
        product *= size
    return product


ROWS = (
    _batch("BatchNorm2d", 4),
    _batch("BatchNorm1d", 2, 3),
    _batch("BatchNorm3d", 5),
    _batch("SyncBatchNorm", 2, 3, 4, 5),
    _instance("InstanceNorm2d", 3, 4),
    _instance("InstanceNorm1d", 2, 3),
    _instance("InstanceNorm3d", 4, 5),
    LayerKind(
        name="GroupNorm",
        options=(
            required("num_groups", _divisors, 3, 5, 7, 32, 0),
            required("num_channels", channels, *SOME_CHANNELS),
            optional("affine", False),
        ),
        check_options=_asks_groups,
        check_input=_takes_groups,
        state=_group_state,
        parameters=lambda options: 2 * abs(whole(options.get("num_channels"))),
    ),
    LayerKind(
        name="LayerNorm",
        options=(
            required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7), ()),
            optional("elementwise_affine", False),
        ),
        check_options=_asks_trailing,
        check_input=_takes_trailing,
        state=_trailing_state,
        parameters=_normalized,
    ),
    LayerKind(
        name="RMSNorm",
        options=(required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7)),),
        check_options=_asks_trailing,
        check_input=_takes_trailing,
        state=lambda options: {"weight": _wanted(options)},
        parameters=_normalized,
    ),
    LayerKind(
        name="LocalResponseNorm",
        options=(required("size", fixed(2, 5), 0, 64), optional("k", 0.0)),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "size"),
        check_input=_takes_neighbours,
        check_misuse=_doubts_neighbours,
        workspace_numel=_neighbours,
    ),
    LayerKind(
        name="FrozenBatchNorm2d",
        frozen=True,
        options=(required("num_features", channels, *SOME_CHANNELS),),
        ranks=(4,),
        check_input=_takes_frozen,
        autograd=always(NOTHING),
        state=_frozen_state,
        output_shape=_scaled,
        parameters=_features,
        module_path="torchvision.ops",
    ),
)
