"""Batch, group, layer, instance and local response normalisation."""

from math import prod

from strategies.layer.arithmetic import broadcast, whole
from strategies.layer.kind import Kind, channels, fixed, last, optional, required
from strategies.value import Options, Shape, Value

SOME_CHANNELS: tuple[Value, ...] = (1, 3, 32, 64, 128, 256, 1000)


def _features(options: Options) -> int:
    return 4 * abs(whole(options.get("num_features")))


def _batch(name: str, *ranks: int) -> Kind:
    return Kind(
        name=name,
        options=(
            required("num_features", channels, *SOME_CHANNELS, 0),
            optional("affine", False),
            optional("track_running_stats", False),
            optional("momentum", None, 0.01),
            optional("eps", 0.0, 1e-3),
        ),
        ranks=ranks,
        parameters=_features,
    )


def _instance(name: str, *ranks: int) -> Kind:
    return Kind(
        name=name,
        options=(
            required("num_features", channels, *SOME_CHANNELS),
            optional("affine", True),
            optional("track_running_stats", True),
        ),
        ranks=ranks,
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


KINDS = (
    _batch("BatchNorm2d", 4),
    _batch("BatchNorm1d", 2, 3),
    _batch("BatchNorm3d", 5),
    _batch("SyncBatchNorm", 2, 3, 4, 5),
    _instance("InstanceNorm2d", 3, 4),
    _instance("InstanceNorm1d", 2, 3),
    _instance("InstanceNorm3d", 4, 5),
    Kind(
        name="GroupNorm",
        options=(
            required("num_groups", _divisors, 3, 5, 7, 32, 0),
            required("num_channels", channels, *SOME_CHANNELS),
            optional("affine", False),
        ),
        parameters=lambda options: 2 * abs(whole(options.get("num_channels"))),
    ),
    Kind(
        name="LayerNorm",
        options=(
            required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7), ()),
            optional("elementwise_affine", False),
        ),
        parameters=_normalized,
    ),
    Kind(
        name="RMSNorm",
        options=(required("normalized_shape", _trailing, 1, 7, 64, 256, 2048, (2048, 7, 7)),),
        parameters=_normalized,
    ),
    Kind(
        name="LocalResponseNorm",
        options=(required("size", fixed(2, 5), 0, 64), optional("k", 0.0)),
        ranks=(3, 4, 5),
        scratch=_neighbours,
    ),
    Kind(
        name="FrozenBatchNorm2d",
        options=(required("num_features", channels, *SOME_CHANNELS),),
        ranks=(4,),
        flow=_scaled,
        parameters=_features,
        home="torchvision.ops",
    ),
)
