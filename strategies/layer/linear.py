"""Layers that act on the last dimension, and the identity."""

from functools import lru_cache
from math import prod

from strategies.layer.arithmetic import whole
from strategies.layer.autograd import SAME, always
from strategies.layer.common_rules import at_least, last_size, least_ranked
from strategies.layer.kind import LayerKind, Option, fixed, last, optional, required
from strategies.repair import GOT, Before, BeforeFlatten, Repair, SetInput, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, as_weights
from strategies.value import Options, Shape, dtype_family

UNPOOLED = Rule(
    "unpooled",
    "{layer} expects an input whose last dimension has size {wanted} (in_features={wanted}), but got"
    " {got}, with height and width flattened into it",
    (
        Repair(
            "put nn.AdaptiveAvgPool2d(1) before the flatten",
            BeforeFlatten("AdaptiveAvgPool2d", {"output_size": 1}),
        ),
        Repair("use in_features={got}", SetOption("in_features", (GOT,))),
    ),
)
PAIRED = Rule(
    "two_inputs",
    "{layer} expects {wanted} inputs, but got {got}",
    (
        Repair("use nn.Linear, which takes one input", UseLayer("Linear")),
        Repair("call it with two inputs in a forward of your own"),
    ),
)
INDICES = Rule(
    "index_type",
    "{layer} expects indices of dtype {wanted}, but got {got}",
    (
        Repair("convert the input: x.long()", SetInput("dtype", "int64")),
        Repair("use nn.Linear for an input that is no index", UseLayer("Linear")),
    ),
)

INDEX_RANGE = Rule(
    "index_range",
    "{layer} expects indices {wanted}, but got {got}",
    (
        Repair("pass indices from 0 on, fewer than num_embeddings", SetInput("values", "zeros")),
        Repair("make num_embeddings larger than the largest index"),
        Repair("use nn.Linear for an input that is no index", UseLayer("Linear")),
    ),
    of_values=True,
)


@lru_cache(maxsize=64)
def _unflattened(pooled: bool, last: int) -> Rule:
    """The rule that an input is flattened.

    It has height and width that are to be ``pooled``, or else all of it fits, or the ``last`` size may
    be what is meant.
    """
    flat = Repair("put nn.Flatten() in front of it", Before("Flatten"))
    pool = Repair(
        "put nn.AdaptiveAvgPool2d(1) and nn.Flatten() in front of it",
        Before("AdaptiveAvgPool2d", {"output_size": 1}, then=("Flatten",)),
    )
    first = (pool,) if pooled else (flat,)
    sizes = SetOption("in_features", (last,))
    use = (Repair(f"use in_features={last}", sizes),) if last > 0 and not pooled else ()
    return Rule(
        "unflattened",
        "{layer} expects an input whose last dimension has size {wanted} (in_features={wanted}), but got"
        " shape {got}, which is not flattened",
        (*first, *use),
    )


def _check_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    ins, shape = whole(options.get("in_features")), x.shape
    least_ranked(x, 1)
    dtype = as_weights(x, how)
    if shape[-1] != ins:
        if len(shape) > 2:
            pooled = len(shape) == 4 and ins != prod(shape[1:])
            _unflattened(pooled, shape[-1]).reject(ins, shape)
        UNPOOLED.require(not _is_a_map(ins, shape), ins, shape[-1])
        last_size("in_features", "in_features", shape[-1] < 1).reject(ins, shape[-1])
    return dtype


INDEX_DTYPES = ("int64", "int32")

WIDEST = 2048
"""The most output channels of a stage of a ResNet."""


def _is_a_map(ins: int, shape: Shape) -> bool:
    """Whether the last dimension may be flattened from ``ins`` channels, a height and a width."""
    return len(shape) > 1 and ins > 0 and shape[-1] > WIDEST and shape[-1] % ins == 0


def _sizes(options: Options, *names: str) -> Shape:
    return tuple(whole(options.get(name)) for name in names)


def _weights(weight: Shape) -> dict[str, Shape]:
    return {"weight": weight, "bias": weight[:1]}


def _state(options: Options) -> dict[str, Shape]:
    state = _weights(_sizes(options, "out_features", "in_features"))
    return {"weight": state["weight"]} if options.get("bias") is False else state


def _check_bilinear_input(_: Options, __: TensorSpec, ___: Conditions) -> str:
    PAIRED.reject(2, 1)


def _check_bilinear_options(options: Options) -> None:
    at_least(options, 1, "in1_features")
    at_least(options, 0, "in2_features", "out_features")


def _check_index_input(_: Options, x: TensorSpec, __: Conditions) -> str:
    INDICES.require(x.dtype in INDEX_DTYPES, dtype_family(INDEX_DTYPES), x.dtype)
    return "float32"


def _may_be_in_range(options: Options, _: TensorSpec, __: Conditions) -> None:
    """Which values arrive is for the layers before it to decide, so this counts where torch refuses.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Embedding.html
    """
    count = whole(options.get("num_embeddings"))
    INDEX_RANGE.reject(
        f"from 0 to {count - 1}" if count else "of none, as num_embeddings=0", "one outside"
    )


def _outs(options: Options, shape: Shape) -> Shape:
    return (*shape[:-1], whole(options.get("out_features"), 1)) if shape else shape


def _linear_parameters(options: Options) -> int:
    return abs(whole(options.get("in_features")) * whole(options.get("out_features")))


def _bilinear_parameters(options: Options) -> int:
    ins = whole(options.get("in1_features")) * whole(options.get("in2_features"))
    return abs(ins * whole(options.get("out_features")))


IN_FEATURES: Option = required("in_features", last, 1, 3, 512, 1024, 4096, 25088, 100352)
OUT_FEATURES: Option = required("out_features", fixed(10, 2, 1, 1000), 512, 0)

ROWS = (
    LayerKind(name="Identity", autograd=always(SAME), output_domain=None),
    LayerKind(
        name="Linear",
        options=(IN_FEATURES, OUT_FEATURES, optional("bias", False)),
        check_options=lambda options: at_least(options, 1, "in_features", "out_features"),
        check_input=_check_input,
        state=_state,
        output_shape=_outs,
        parameters=_linear_parameters,
    ),
    LayerKind(
        name="Bilinear",
        options=(
            required("in1_features", last, 3),
            required("in2_features", last, 3),
            required("out_features", fixed(10, 1)),
        ),
        check_options=_check_bilinear_options,
        check_input=_check_bilinear_input,
        state=lambda options: _weights(_sizes(options, "out_features", "in1_features", "in2_features")),
        output_shape=_outs,
        parameters=_bilinear_parameters,
    ),
    LayerKind(
        name="Embedding",
        options=(
            required("num_embeddings", fixed(10, 1000)),
            required("embedding_dim", fixed(8, 512)),
        ),
        check_options=lambda options: at_least(options, 0, "num_embeddings", "embedding_dim"),
        check_input=_check_index_input,
        check_capability=_may_be_in_range,
        state=lambda options: {"weight": _sizes(options, "num_embeddings", "embedding_dim")},
        output_shape=lambda options, shape: (*shape, whole(options.get("embedding_dim"), 1)),
        parameters=lambda options: abs(
            whole(options.get("num_embeddings")) * whole(options.get("embedding_dim"))
        ),
    ),
)
