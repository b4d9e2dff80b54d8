"""Batch, group, layer, instance and local response normalisation."""

from functools import lru_cache, partial
from math import prod

from msgspec.structs import replace

from strategies.layer.arithmetic import broadcast, sizes_of, whole
from strategies.layer.autograd import NOTHING, always
from strategies.layer.common_rules import (
    LARGER,
    at_least,
    largest_divisor,
    least_ranked,
    ranked,
    same_channels,
)
from strategies.layer.kind import LayerKind, channels, fixed, last, optional, required
from strategies.repair import (
    LeaveOut,
    Repair,
    SetCase,
    SetOption,
    SetSize,
    SetSubject,
    UseLayer,
)
from strategies.rule import Conditions, Rule, TensorSpec, as_weights, floating, widened
from strategies.value import Options, Shape, Value

BATCH = Repair("use a batch of 2 or more samples (drop_last=True in the DataLoader)", SetSize(0, (2, 4)))
ONE_VALUE = Rule(
    "one_value",
    "{layer} expects {wanted} values per channel when it uses batch statistics, but got {got}",
    (BATCH, Repair("call model.eval()", SetCase("mode", "eval")), LARGER),
    shared=True,
)
ALWAYS_ONE_VALUE = replace(
    ONE_VALUE,
    repairs=(
        BATCH,
        LARGER,
        Repair(
            "leave out track_running_stats=False, and call model.eval()",
            LeaveOut(("track_running_stats",)),
        ),
    ),
)
ONE_VALUE_PER_GROUP = Rule(
    "one_value_per_group",
    "{layer} expects {wanted} values per group, but got {got}",
    (Repair("use num_groups=1", SetOption("num_groups", (1,))), LARGER),
)
ONE_PLACE = Rule(
    "one_place",
    "{layer} expects {wanted} spatial elements per channel, but got {got}",
    (LARGER, Repair("use nn.GroupNorm", UseLayer("GroupNorm"))),
    shared=True,
)
EPS = Rule(
    "eps",
    "{layer}: eps must be > 0 in training, but got {got}",
    (Repair("use eps=1e-5, the default", SetOption("eps", (1e-5,))),),
    shared=True,
)
EVERY_EPS = Rule(
    EPS.name,
    "{layer}: eps must be > 0 up to torch 2.11, in eval mode as well, but got {got}",
    EPS.repairs,
    shared=True,
    until=(2, 11),
)
NEGATIVE_EPS = Rule(
    "eps",
    "{layer}: eps must be >= 0, but got {got}",
    (Repair("use eps=1e-5, the default", SetOption("eps", (1e-5,))),),
    shared=True,
)
NO_AXES = Rule(
    "normalized_axes",
    "{layer}: normalized_shape must have {wanted}, but got {got}",
    (Repair("use the sizes of the last dimensions of its input", SetOption("normalized_shape")),),
    shared=True,
)


@lru_cache(maxsize=64)
def _grouped(best: int) -> Rule:
    """The rule that groups divide the channels; the largest number of groups that does is ``best``."""
    return Rule(
        "num_groups_divide",
        "{layer}: num_channels must be divisible by num_groups, but got num_channels={got} and"
        " num_groups={wanted}",
        (
            Repair(
                f"use num_groups={best}, which divides num_channels", SetOption("num_groups", (best,))
            ),
        ),
        option="num_groups",
    )


@lru_cache(maxsize=64)
def _trailing_rule(sizes: Shape, over_channels: bool) -> Rule:
    """The rule that an input ends in some sizes; those that it ends in, and whether the channels were
    meant."""
    groups = (
        Repair(
            "use nn.GroupNorm(1, num_channels), which takes channels in dimension 1",
            UseLayer("GroupNorm", {"num_groups": 1}),
        ),
        Repair(
            "use norm_layer=lambda channels: nn.GroupNorm(32, channels)",
            SetSubject("norm_layer", "GroupNorm(32)"),
        ),
    )
    value: Value = sizes[0] if len(sizes) == 1 else sizes
    ends = (
        Repair(
            f"use normalized_shape={value}, in which its input ends",
            SetOption("normalized_shape", (value,)),
        ),
    )
    return Rule(
        "normalized_shape",
        "{layer} expects an input whose shape ends in {wanted} (normalized_shape), but got shape {got}",
        (*groups, *ends) if over_channels else ends,
        shared=True,
    )


WIDER = ("float64", "complex64", "complex128")
"""The dtypes that stay what they are in a product with float32."""

SOME_CHANNELS: tuple[Value, ...] = (1, 3, 32, 64, 128, 256, 1000)

DIVISOR = Rule(
    "k",
    "{layer}: k must be {wanted}, but got {got}, which divides 0 by 0 where neighbouring channels are 0",
    (Repair("use k=1.0, the default", SetOption("k", (1.0,))),),
)


def _features(options: Options) -> int:
    return 4 * abs(whole(options.get("num_features")))


def _check_batch_input(ranks: tuple[int, ...], options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html"""
    ranked(x, ranks, sized=len(ranks) < 3)
    untracked, eps = options.get("track_running_stats") is False, options.get("eps", 1e-5)
    if how.training or untracked:
        values = prod((x.shape[0], *x.shape[2:]))
        rule = ALWAYS_ONE_VALUE if untracked else ONE_VALUE
        rule.require(values != 1, "2 or more", values)
    if isinstance(eps, int | float):
        NEGATIVE_EPS.require(eps >= 0, ">= 0", eps)
        EPS.require(eps > 0 or not how.training, "more than 0", eps)
        EVERY_EPS.require(eps > 0, "more than 0", eps)
    same_channels("num_features", whole(options.get("num_features")), x.shape[1])
    return _normalised(x, how)


def _normalised(x: TensorSpec, how: Conditions) -> str:
    """Norms with float32 weights also accept a lower precision input, as autocast gives them."""
    floating(x)
    return x.dtype if x.dtype in ("bfloat16", "float16") else as_weights(x, Conditions())


def _check_sync_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    least_ranked(x, 2)
    return _check_batch_input((2, 3, 4, 5), options, x, how)


def _check_instance_input(
    ranks: tuple[int, ...], options: Options, x: TensorSpec, how: Conditions
) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.InstanceNorm2d.html"""
    ranked(x, ranks, sized=True)
    axis = 1 if len(x.shape) == max(ranks) else 0
    if how.training or not options.get("track_running_stats"):
        places = prod(x.shape[axis + 1 :])
        ONE_PLACE.require(places != 1, "2 or more", places)
    dtype = _normalised(x, how)
    same_channels("num_features", whole(options.get("num_features")), x.shape[axis])
    return dtype


def _running(default: bool, options: Options) -> dict[str, Shape]:
    """The state of a norm whose ``affine`` and ``track_running_stats`` have a common ``default``."""
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
    sizes = sizes_of(options.get("num_features"))
    return dict.fromkeys(("weight", "bias", "running_mean", "running_var"), sizes)


def _frozen(options: Options) -> int:
    """The channels of a frozen batch norm: it reshapes its buffers, whatever shape they have."""
    return prod(sizes_of(options.get("num_features")))


def _check_groups_options(options: Options) -> None:
    groups, count = whole(options.get("num_groups")), whole(options.get("num_channels"))
    at_least(options, 1, "num_groups")
    at_least(options, 0, "num_channels")
    if groups < 1 or count % groups:
        _grouped(largest_divisor(count, groups)).reject(groups, count)


def _check_groups_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.GroupNorm.html"""
    least_ranked(x, 2)
    same_channels("num_channels", whole(options.get("num_channels")), x.shape[1])
    values = prod(x.shape) // max(1, whole(options.get("num_groups"), 1))
    ONE_VALUE_PER_GROUP.require(values != 1, "2 or more", values)
    return _normalised(x, how)


def _wanted(options: Options) -> Shape:
    size = options.get("normalized_shape")
    return size if isinstance(size, tuple) else (whole(size),)


def _check_trailing_options(options: Options) -> None:
    NO_AXES.require(_wanted(options) != (), "one dimension or more", ())
    at_least(options, 0, "normalized_shape")


def _check_trailing_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LayerNorm.html"""
    dtype, wanted = _normalised(x, how), _wanted(options)
    if x.shape[-len(wanted) :] != wanted:
        over_channels = len(x.shape) > 2 and wanted == x.shape[1:2]
        _trailing_rule(x.shape[-len(wanted) :] or (1,), over_channels).reject(wanted, x.shape)
    return dtype


def _check_squares_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.RMSNorm.html"""
    _check_trailing_input(options, TensorSpec(x.shape), how)
    return _normalised(x, how)


def _check_neighbours_input(_: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LocalResponseNorm.html"""
    least_ranked(x, 3)
    floating(x)
    return widened(x, how)


def _check_neighbours_misuse(options: Options, _: TensorSpec) -> None:
    divisor = options.get("k", 1.0)
    if isinstance(divisor, int | float):
        DIVISOR.require(divisor > 0, "more than 0", divisor)


def _check_frozen_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    ranked(x, (4,))
    same_channels("num_features", _frozen(options), x.shape[1])
    return x.dtype if x.dtype in WIDER else "float32"


def _batch(name: str, *ranks: int) -> LayerKind:
    return LayerKind(
        name=name,
        options=(
            required("num_features", channels, *SOME_CHANNELS, 0),
            optional("affine", False),
            optional("track_running_stats", False),
            optional("momentum", None, 0.01),
            optional("eps", 0.0, 1e-3, -1.0),
        ),
        ranks=ranks,
        check_options=lambda options: at_least(options, 0, "num_features"),
        check_input=_check_sync_input if name == "SyncBatchNorm" else partial(_check_batch_input, ranks),
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
        check_input=partial(_check_instance_input, ranks),
        state=partial(_running, False),
        parameters=_features,
    )


def _divisors(shape: Shape) -> tuple[Value, ...]:
    count = channels(shape)[0]
    return tuple(n for n in (1, 2, 4, 8, 32) if isinstance(count, int) and count % n == 0)


def _trailing(shape: Shape) -> tuple[Value, ...]:
    """The last dimension, all but the batch, and height and width: what people normalise over."""
    return (last(shape)[0], shape[1:] or (1,), shape[2:] or (1,))


def _normalized(options: Options) -> int:
    return 2 * abs(prod(_wanted(options)))


def _scaled(options: Options, shape: Shape) -> Shape:
    """A frozen batch norm broadcasts its input with its (1, C, 1, 1) weights."""
    return broadcast(shape, (1, abs(_frozen(options)), 1, 1))


def _neighbours(options: Options, shape: Shape) -> int:
    """The input, padded by ``size`` channels."""
    return prod(shape[:1]) * prod(shape[2:]) * (prod(shape[1:2]) + abs(whole(options.get("size"))))


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
        check_options=_check_groups_options,
        check_input=_check_groups_input,
        state=_group_state,
        parameters=lambda options: 2 * abs(whole(options.get("num_channels"))),
    ),
    LayerKind(
        name="LayerNorm",
        options=(
            required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7), ()),
            optional("elementwise_affine", False),
        ),
        check_options=_check_trailing_options,
        check_input=_check_trailing_input,
        state=_trailing_state,
        parameters=_normalized,
    ),
    LayerKind(
        name="RMSNorm",
        options=(required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7)),),
        check_options=_check_trailing_options,
        check_input=_check_squares_input,
        state=lambda options: {"weight": _wanted(options)},
        parameters=_normalized,
    ),
    LayerKind(
        name="LocalResponseNorm",
        options=(required("size", fixed(2, 5), 0, 64), optional("k", 0.0)),
        read_first=("size",),
        ranks=(3, 4, 5),
        check_options=lambda options: at_least(options, 1, "size"),
        check_input=_check_neighbours_input,
        check_misuse=_check_neighbours_misuse,
        workspace_numel=_neighbours,
    ),
    LayerKind(
        name="FrozenBatchNorm2d",
        frozen=True,
        options=(required("num_features", channels, *SOME_CHANNELS),),
        ranks=(4,),
        check_options=lambda options: at_least(options, 0, "num_features"),
        check_input=_check_frozen_input,
        autograd=always(NOTHING),
        state=_frozen_state,
        ignores=("num_batches_tracked",),
        output_shape=_scaled,
        parameters=lambda options: 4 * abs(_frozen(options)),
        module_path="torchvision.ops",
        page="https://docs.pytorch.org/vision/stable/generated/torchvision.ops.FrozenBatchNorm2d.html",
    ),
)
