"""Layers that permute, merge and split dimensions, the mean over one, and a conversion."""

from functools import lru_cache
from math import prod

from strategies.layer.arithmetic import sizes_of, whole
from strategies.layer.autograd import NOTHING, SAME, VIEW, AutogradEffect, always
from strategies.layer.common_rules import axes_of, axis_of, least_ranked
from strategies.layer.kind import LayerKind, channels, fixed, optional, required
from strategies.repair import GOT, LeaveOut, Repair, SetInput, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, floating
from strategies.value import COMPLEX, Options, Shape, Value

ORDERED = Rule(
    "order",
    "{layer}: start_dim must not come after end_dim, but got dimensions {wanted} and {got}",
    (
        Repair("use end_dim=-1, the default", LeaveOut(("end_dim",))),
        Repair("use start_dim={got}", SetOption("start_dim", (GOT,))),
    ),
)


@lru_cache(maxsize=64)
def _elements(shape: Shape) -> Rule:
    """The rule that sizes multiply to the elements of a shape."""
    first = shape[0] if shape else 1
    return Rule(
        "elements",
        "{layer}: shape {wanted} is invalid for an input of shape {got}",
        (
            Repair(
                f"use shape=({first}, -1), as x.view(x.size(0), -1) does",
                SetOption("shape", ((first, -1),)),
            ),
            Repair(
                "use sizes that multiply to its elements, as those of {got}", SetOption("shape", (GOT,))
            ),
        ),
    )


@lru_cache(maxsize=64)
def _split(size: int) -> Rule:
    """The rule that sizes multiply to the size of the dimension that is split."""
    return Rule(
        "elements",
        "{layer}: unflattened_size {wanted} does not multiply to the size of dim in an input of"
        " shape {got}",
        (
            Repair(
                f"use unflattened_size=({size}, 1), which multiplies to the size of dim",
                SetOption("unflattened_size", ((size, 1),)),
            ),
            Repair(
                "use -1 as its only size, which keeps the dimension",
                SetOption("unflattened_size", ((-1,),)),
            ),
        ),
    )


EACH_ONCE = Rule(
    "dims",
    "{layer}: dims must be a permutation of {wanted}, but got {got}",
    (Repair("name each dimension of its input once in dims", SetOption("dims")),),
)

IMAGINARY = Rule(
    "imaginary",
    "{layer} keeps {wanted} of its input, but the input is {got}, whose imaginary part is discarded",
    (Repair("pass a real input: x.real", SetInput("dtype", "float32")),),
    "generated/torch.Tensor.float.html",
)

STRIDED = Rule(
    "strided",
    "{layer} expects {wanted} that it can view in another shape, but its input is {got}",
    (
        Repair(
            "use nn.Flatten(), or reshape() in place of view(), which copies where it has to",
            UseLayer("Flatten"),
        ),
        Repair("pass an input in the ordinary memory format", SetInput("layout", "contiguous")),
    ),
    "generated/torch.Tensor.view.html",
)
TUPLE = Rule(
    "unflattened_size",
    "{layer}: unflattened_size must be {wanted}, but got {got}",
    (Repair("use a tuple of sizes, such as unflattened_size=(-1, 1)", SetOption("unflattened_size")),),
)

MODULE_PATH = "strategies.layer.module"


def _check_flattened_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html"""
    rank = len(x.shape)
    start, end = (axis_of(options.get(n, d), rank, n) for n, d in (("start_dim", 1), ("end_dim", -1)))
    ORDERED.require(start <= end, start, end)
    return x.dtype


def _check_unflattened_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Unflatten.html"""
    least_ranked(x, 1)
    axis = axis_of(options.get("dim", 1), len(x.shape))
    sizes = sizes_of(options.get("unflattened_size"))
    _split(x.shape[axis]).require(_even(sizes, x.shape[axis]), sizes, x.shape)
    return x.dtype


def _even(sizes: Shape, elements: int) -> bool:
    """Whether a number of elements can have these sizes, one of which may be -1."""
    known = prod(size for size in sizes if size >= 0)
    if -1 not in sizes:
        return known == elements
    return known > 0 and elements % known == 0


def _check_viewed_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html"""
    sizes = sizes_of(options.get("shape"))
    _elements(x.shape).require(_even(sizes, prod(x.shape)), sizes, x.shape)
    return x.dtype


def _may_be_strided(options: Options, x: TensorSpec, _: Conditions) -> None:
    """A view needs strides that fit, which the layout of the input and the layers before it decide.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html
    """
    STRIDED.require(_viewed(options, x.shape) == x.shape, "an input", "not contiguous in memory")


def _check_split_options(options: Options) -> None:
    sizes = options.get("unflattened_size")
    TUPLE.require(isinstance(sizes, tuple), "a tuple of ints", sizes)


def _check_axis_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    axes_of(options.get("dim"), len(x.shape))
    return x.dtype


def _check_new_axis_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    axis_of(options.get("dim"), len(x.shape) + 1)
    return x.dtype


def _check_order_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    order, rank = sizes_of(options.get("dims")), len(x.shape)
    EACH_ONCE.require(sorted(_counted(order, rank)) == list(range(rank)), tuple(range(rank)), order)
    return x.dtype


def _counted(order: Shape, rank: int) -> Shape:
    """Dimensions counted from the front; one that is out of range stays as it is."""
    return tuple(axis + rank if -rank <= axis < 0 else axis for axis in order)


def _check_mean_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    _check_axis_input(options, x, how)
    return floating(x)


def _check_converted_input(_: Options, __: TensorSpec, ___: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.Tensor.float.html"""
    return "float32"


def _doubts_converted(_: Options, x: TensorSpec) -> None:
    IMAGINARY.require(x.dtype not in COMPLEX, "the real part", x.dtype)


def _flattened(options: Options, shape: Shape) -> Shape:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Flatten.html"""
    rank = len(shape)
    start = whole(options.get("start_dim"), 1)
    end = whole(options.get("end_dim"), -1)
    start, end = (axis + rank if axis < 0 else axis for axis in (start, end))
    if not 0 <= start <= end < rank:
        return shape or (1,)
    return (*shape[:start], prod(shape[start : end + 1]), *shape[end + 1 :])


def _unflattened(options: Options, shape: Shape) -> Shape:
    axis, sizes = whole(options.get("dim"), 1), options.get("unflattened_size")
    axis += len(shape) if axis < 0 else 0
    if not isinstance(sizes, tuple) or not 0 <= axis < len(shape):
        return shape
    return (*shape[:axis], *_inferred(sizes, shape[axis]), *shape[axis + 1 :])


def _inferred(sizes: Shape, elements: int) -> Shape:
    """Sizes with a -1 among them replaced by the size that it stands for."""
    known = max(1, prod(size for size in sizes if size >= 0))
    return tuple(elements // known if size < 0 else size for size in sizes)


def _viewed(options: Options, shape: Shape) -> Shape:
    return _inferred(sizes_of(options.get("shape")), prod(shape))


def _views(shape: Shape) -> tuple[Value, ...]:
    """All but the batch merged; all but the channels merged into the batch."""
    return ((shape[0] if shape else 1, -1), (-1, *channels(shape)))  # type: ignore[arg-type]


def _splits(shape: Shape) -> tuple[Value, ...]:
    count = whole(channels(shape)[0], 1)
    return ((count, 1), (1, count))


def _from_front(dim: Value, rank: int) -> Shape:
    """The dimensions that a ``dim`` names, None for all, counted from the front."""
    return _counted(tuple(range(rank)) if dim is None else sizes_of(dim), rank)


def _squeezed(options: Options, shape: Shape) -> Shape:
    axis = options.get("dim")
    if axis is None:
        return tuple(size for size in shape if size != 1)
    named = _from_front(axis, len(shape))
    return tuple(size for place, size in enumerate(shape) if size != 1 or place not in named)


def _unsqueezed(options: Options, shape: Shape) -> Shape:
    axis = whole(options.get("dim"))
    axis += len(shape) + 1 if axis < 0 else 0
    return (*shape[:axis], 1, *shape[axis:])


def _orders(shape: Shape) -> tuple[Value, ...]:
    """Channels last, the identity, and all dimensions reversed."""
    rank = len(shape)
    return ((0, *range(2, rank), min(1, rank - 1)), tuple(range(rank)), tuple(range(rank))[::-1])


def _permuted(options: Options, shape: Shape) -> Shape:
    order = _counted(sizes_of(options.get("dims")), len(shape))
    if sorted(order) != list(range(len(shape))):
        return shape
    return tuple(shape[axis] for axis in order)


def _axis_lost(options: Options, shape: Shape) -> Shape:
    dim = options.get("dim")
    named = _from_front(None if dim == () else dim, len(shape))  # no dimension is every one
    return tuple(size for place, size in enumerate(shape) if place not in named)


def _flattening(options: Options, shape: Shape, _: bool) -> AutogradEffect:
    """With nothing to merge, the output is the input itself."""
    return SAME if len(_flattened(options, shape)) == len(shape) != 0 else VIEW


ROWS = (
    LayerKind(
        name="Flatten",
        options=(optional("start_dim", 0, 2, -2, 5), optional("end_dim", 1, 2, 0, -2)),
        check_input=_check_flattened_input,
        autograd=_flattening,
        output_domain=None,
        output_shape=_flattened,
    ),
    LayerKind(
        name="Unflatten",
        options=(
            required("dim", fixed(1), 0, -1, 5),
            required("unflattened_size", _splits, (7, 7), (3, -1)),
        ),
        check_options=_check_split_options,
        check_input=_check_unflattened_input,
        autograd=always(VIEW),
        output_domain=None,
        output_shape=_unflattened,
    ),
    LayerKind(
        name="View",
        options=(required("shape", _views, (-1, 2048), (-1, 512), (2, -1), (-1, 1, 28, 28), (-1,)),),
        check_input=_check_viewed_input,
        check_capability=_may_be_strided,
        autograd=always(VIEW),
        output_domain=None,
        output_shape=_viewed,
        module_path=MODULE_PATH,
        page="generated/torch.Tensor.view.html",
    ),
    LayerKind(
        name="Squeeze",
        options=(optional("dim", 0, 1, -1, 2, 5),),
        check_input=_check_axis_input,
        autograd=always(VIEW),
        output_domain=None,
        output_shape=_squeezed,
        module_path=MODULE_PATH,
        page="generated/torch.squeeze.html",
    ),
    LayerKind(
        name="Unsqueeze",
        options=(required("dim", fixed(1), 0, -1, 6),),
        check_input=_check_new_axis_input,
        autograd=always(VIEW),
        output_domain=None,
        output_shape=_unsqueezed,
        module_path=MODULE_PATH,
        page="generated/torch.unsqueeze.html",
    ),
    LayerKind(
        name="Permute",
        options=(required("dims", _orders, (0, 2, 3, 1), (0, 2, 1), (1, 0), (0, 1, 1, 2)),),
        check_input=_check_order_input,
        autograd=always(VIEW),
        output_domain=None,
        output_shape=_permuted,
        module_path=MODULE_PATH,
        page="generated/torch.permute.html",
    ),
    LayerKind(
        name="Item",
        autograd=always(SAME),
        output_domain=None,
        module_path=MODULE_PATH,
        page="generated/torch.nn.Module.html",
    ),
    LayerKind(
        name="Mean",
        options=(required("dim", fixed(1, 0), -1, 2, 3, 5),),
        check_input=_check_mean_input,
        autograd=always(NOTHING),
        output_shape=_axis_lost,
        module_path=MODULE_PATH,
        page="generated/torch.mean.html",
    ),
    LayerKind(
        name="Float",
        page="generated/torch.Tensor.float.html",
        check_input=_check_converted_input,
        check_misuse=_doubts_converted,
        autograd=always(SAME),
        output_domain=None,
        module_path=MODULE_PATH,
    ),
)
