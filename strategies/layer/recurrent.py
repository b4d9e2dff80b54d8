"""Recurrent and attention layers, whose output is often a tuple."""

from functools import lru_cache, partial
from math import prod

from strategies.layer.arithmetic import whole
from strategies.layer.autograd import INPUT, NOTHING, AutogradEffect
from strategies.layer.common_rules import EMPTY, at_least, bound, largest_divisor, last_size, ranked
from strategies.layer.kind import (
    CheckCapability,
    LayerKind,
    Option,
    any_processor,
    fixed,
    inside,
    last,
    optional,
    required,
)
from strategies.repair import LeaveOut, Repair, SetCase, SetOption, UseLayer
from strategies.rule import Conditions, Rule, TensorSpec, as_weights, several
from strategies.value import Options, Shape

PROJECTION = Rule(
    "proj_size",
    "{layer}: proj_size must be less than hidden_size ({wanted}), but got {got}",
    (Repair("leave out proj_size", LeaveOut(("proj_size",))),),
)
BETWEEN = Rule(
    "dropout_between",
    "{layer}: a non-zero dropout expects num_layers to be {wanted}, but got {got}",
    (
        Repair("use num_layers=2", SetOption("num_layers", (2,))),
        Repair("leave out dropout", LeaveOut(("dropout",))),
    ),
    shared=True,
)
WORD = Rule(
    "nonlinearity",
    "{layer}: nonlinearity must be {wanted}, but got {got!r}",
    (Repair("use nonlinearity='tanh', the default", SetOption("nonlinearity", ("tanh",))),),
)
THREE = Rule(
    "three_inputs",
    "{layer} expects {wanted}, but got {got}",
    (
        Repair(
            "use nn.TransformerEncoderLayer, which attends over one input",
            UseLayer("TransformerEncoderLayer"),
        ),
        Repair("call it as attention(x, x, x) in a forward of your own"),
    ),
)
ONEDNN_DTYPE = Rule(
    "onednn_dtype",
    "{layer} under autocast in {got} needs oneDNN kernels for {got}, which it has only on some CPUs",
    (
        Repair(
            "run it in {wanted}, under torch.autocast('cpu', enabled=False)", SetCase("autocast", "off")
        ),
    ),
    "amp.html#cpu-ops-that-can-autocast-to-bfloat16",
    capability="onednn.{got}",
)
STEPS_FIRST = Rule(
    "batch_first",
    "{layer} without batch_first=True takes the first dimension for the steps and the second for the"
    " batch, but got an input of shape {got}, which looks like {wanted}",
    (Repair("use batch_first=True", SetOption("batch_first", (True,))),),
)
ACTIVATION = Rule(
    "activation",
    "{layer}: activation must be {wanted}, but got {got!r}",
    (Repair("use activation='relu', the default", SetOption("activation", ("relu",))),),
)


@lru_cache(maxsize=64)
def _divisible(size: str, heads: str, best: int) -> Rule:
    """The rule that heads divide the features; the largest number of heads that does is ``best``."""
    return Rule(
        "heads_divide",
        f"{{layer}}: {size} must be divisible by {heads}, but got {size}={{wanted}} and {heads}={{got}}",
        (Repair(f"use {heads}={best}, which divides {size}", SetOption(heads, (best,))),),
        shared=True,
        option=heads,
    )


def _check_options(options: Options) -> None:
    word = options.get("nonlinearity", "tanh")
    WORD.require(word in ("tanh", "relu"), "'tanh' or 'relu'", word)
    share = options.get("dropout", 0)
    bound("dropout", 0, 1).require(isinstance(share, int | float) and 0 <= share <= 1, "0 to 1", share)
    at_least(options, 1, "input_size", "hidden_size", "num_layers")
    at_least(options, 0, "proj_size")
    projected, hidden = whole(options.get("proj_size")), whole(options.get("hidden_size"))
    PROJECTION.require(projected < hidden, hidden, projected)
    layers = whole(options.get("num_layers"), 1)
    BETWEEN.require(not share or layers > 1, "2 or more", layers)


def _check_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html"""
    ranked(x, (2, 3))
    as_weights(x, how)
    wanted, got = whole(options.get("input_size")), x.shape[-1]
    last_size("input_size", "input_size", got < 1).require(got == wanted, wanted, got)
    EMPTY.require(0 not in x.shape[:-1], "1 or more", x.shape)
    return several(as_weights(x, how))


def _doubt_steps(options: Options, x: TensorSpec) -> None:
    """The first dimension of a feature is its batch, and seldom is a sequence as short as that.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
    """
    if len(x.shape) == 3 and not options.get("batch_first"):
        STEPS_FIRST.require(x.shape[0] >= x.shape[1], "a batch of sequences", x.shape)


def _check_onednn(options: Options, x: TensorSpec, how: Conditions) -> None:
    """oneDNN is chosen by the dtype of the input, and then computes in that of autocast.

    Source: ``use_mkldnn`` of aten/src/ATen/native/RNN.cpp, which leaves projections out.
    """
    if x.dtype == "float32" and not whole(options.get("proj_size")):
        ONEDNN_DTYPE.require(how.autocast == "off", "float32", how.autocast)


def _check_heads_options(size: str, heads: str, options: Options) -> None:
    count, features = whole(options.get(heads)), whole(options.get(size))
    at_least(options, 1, size, heads)
    at_least(options, 0, "dim_feedforward")
    if count < 1 or features % count:
        _divisible(size, heads, largest_divisor(features, count)).reject(features, count)
    word = options.get("activation", "relu")
    ACTIVATION.require(word in ("relu", "gelu"), "'relu' or 'gelu'", word)


def _check_attention_input(_: Options, __: TensorSpec, ___: Conditions) -> str:
    THREE.reject("a query, a key and a value", "one tensor")


def _check_tokens_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html"""
    ranked(x, (2, 3))
    wanted, got = whole(options.get("d_model")), x.shape[-1]
    last_size("input_size", "d_model", got < 1).require(got == wanted, wanted, got)
    as_weights(x, how)
    return x.dtype


def _attending(options: Options, shape: Shape, _: bool) -> AutogradEffect:
    """With batch_first, a transposed copy is saved for backward; a norm before it saves the input."""
    swaps = bool(options.get("batch_first")) and len(shape) == 3
    return NOTHING if swaps and not options.get("norm_first") else INPUT


def _recurring(name: str, options: Options, _: Shape, __: bool) -> AutogradEffect:
    """The kernel of oneDNN for an LSTM without projections saves its output as well."""
    return AutogradEffect(
        saves_input=True, saves_output=name == "LSTM" and not whole(options.get("proj_size"))
    )


RECURRENT: tuple[Option, ...] = (
    required("input_size", last, 3, 64, 512),
    required("hidden_size", fixed(8, 64), 512, 0),
    optional("num_layers", 2, 0),
    optional("batch_first", True),
    optional("bidirectional", True),
    optional("dropout", 0.5, 2.0),
)


def _hidden(options: Options, shape: Shape) -> Shape:
    ways = 2 if options.get("bidirectional") else 1
    size = whole(options.get("proj_size")) or whole(options.get("hidden_size"), 1)
    return (*shape[:-1], ways * size) if shape else shape


LEAST_LAYER = 160_000
"""The least that one of many stacked layers counts: each takes time to build, however small it is."""


def _recurrent_state(gates: int, options: Options) -> dict[str, Shape]:
    hidden, projected = (whole(options.get(name)) for name in ("hidden_size", "proj_size"))
    kept, x = projected or hidden, whole(options.get("input_size"))
    ways = ("", "_reverse") if options.get("bidirectional") else ("",)
    state: dict[str, Shape] = {}
    for layer in range(whole(options.get("num_layers"), 1)):
        for way in ways:
            state[f"weight_ih_l{layer}{way}"] = (gates * hidden, x)
            state[f"weight_hh_l{layer}{way}"] = (gates * hidden, kept)
            state[f"bias_ih_l{layer}{way}"] = state[f"bias_hh_l{layer}{way}"] = (gates * hidden,)
            if projected:
                state[f"weight_hr_l{layer}{way}"] = (projected, hidden)
        x = kept * len(ways)
    return state


def _attention_state(size: int) -> dict[str, Shape]:
    return {
        "in_proj_weight": (3 * size, size),
        "in_proj_bias": (3 * size,),
        "out_proj.weight": (size, size),
        "out_proj.bias": (size,),
    }


def _encoder_state(options: Options) -> dict[str, Shape]:
    size, wide = whole(options.get("d_model")), whole(options.get("dim_feedforward"), 2048)
    norm: dict[str, Shape] = {"weight": (size,), "bias": (size,)}
    return inside(
        self_attn=_attention_state(size),
        linear1={"weight": (wide, size), "bias": (wide,)},
        linear2={"weight": (size, wide), "bias": (size,)},
        norm1=norm,
        norm2=norm,
    )


def _recurrent(
    name: str, gates: int, *options: Option, check_capability: CheckCapability = any_processor
) -> LayerKind:
    def layers(x: Options) -> int:
        return max(1, whole(x.get("num_layers"), 1))

    def parameters(x: Options) -> int:
        hidden = abs(whole(x.get("hidden_size")))
        each = 2 * gates * hidden * (abs(whole(x.get("input_size"))) + 2 * hidden)
        return max(each * layers(x), LEAST_LAYER * (layers(x) - 1))

    def workspace_numel(x: Options, shape: Shape) -> int:
        """The gates of every layer at every step."""
        hidden = 2 * abs(whole(x.get("hidden_size")))
        return 6 * gates * layers(x) * hidden * prod(shape[:-1])

    return LayerKind(
        name=name,
        options=(*RECURRENT, *options),
        ranks=(2, 3),
        check_options=_check_options,
        check_input=_check_input,
        check_capability=check_capability,
        autograd=partial(_recurring, name),
        check_misuse=_doubt_steps,
        output_shape=_hidden,
        state=partial(_recurrent_state, gates),
        parameters=parameters,
        workspace_numel=workspace_numel,
    )


def _attention(options: Options, shape: Shape) -> int:
    """For each token, its attention to every other token in each head, and its hidden layers."""
    tokens, others = prod(shape[:-1]), max(shape[:-1], default=1)
    wide = 2 * abs(whole(options.get("dim_feedforward"), 2048)) + 8 * prod(shape[-1:])
    return tokens * (3 * abs(whole(options.get("nhead"))) * others + wide)


HEADS = (1, 2, 8)

ROWS = (
    _recurrent("LSTM", 4, optional("proj_size", 4, 64, -1), check_capability=_check_onednn),
    _recurrent("GRU", 3),
    _recurrent("RNN", 1, optional("nonlinearity", "relu", "gelu")),
    LayerKind(
        name="MultiheadAttention",
        options=(
            required("embed_dim", last, 512, 64),
            required("num_heads", fixed(*HEADS), 3, 0),
            optional("batch_first", True),
        ),
        ranks=(2, 3),
        check_options=partial(_check_heads_options, "embed_dim", "num_heads"),
        check_input=_check_attention_input,
        state=lambda options: _attention_state(whole(options.get("embed_dim"))),
        parameters=lambda options: 4 * whole(options.get("embed_dim")) ** 2,
    ),
    LayerKind(
        name="TransformerEncoderLayer",
        options=(
            required("d_model", last, 512, 64),
            required("nhead", fixed(*HEADS), 3, 0),
            Option(name="dim_feedforward", fits=fixed(64), others=(8,)),
            optional("batch_first", True),
            optional("norm_first", True),
            optional("activation", "gelu", "tanh"),
        ),
        ranks=(2, 3),
        check_options=partial(_check_heads_options, "d_model", "nhead"),
        check_input=_check_tokens_input,
        check_misuse=_doubt_steps,
        autograd=_attending,
        state=_encoder_state,
        parameters=lambda options: (
            4 * whole(options.get("d_model")) ** 2
            + 2 * abs(whole(options.get("d_model")) * whole(options.get("dim_feedforward"), 2048))
        ),
        workspace_numel=_attention,
    ),
)
