"""Recurrent and attention layers: sequences in, often a tuple out."""

from functools import partial
from math import prod

from strategies.layer.arithmetic import whole
from strategies.layer.autograd import INPUT, NOTHING, AutogradEffect
from strategies.layer.common_rules import EMPTY, at_least, bound, ranked
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
from strategies.rule import MANY, Conditions, Rule, TensorSpec, as_weights
from strategies.value import Options, Shape

INPUT_SIZE = Rule(
    "input_size",
    "it takes {wanted} features along the last axis, and is given {got}",
    "make it for {got}, or permute the features so that they come last",
)
PROJECTION = Rule(
    "proj_size", "proj_size is {got}, and has to be less than hidden_size, {wanted}", "project to less"
)
BETWEEN = Rule(
    "dropout_between",
    "dropout comes between layers, of which there have to be {wanted}, and there are {got}",
    "use num_layers=2, or nn.Dropout behind it",
)
WORD = Rule("nonlinearity", "nonlinearity is {got!r}, where there are {wanted}", "use 'tanh'")
HEADS_SHARE = Rule(
    "num_heads",
    "{got} heads have to share out {wanted} features evenly",
    "choose a number of heads that divides the features",
)
THREE = Rule(
    "three_inputs",
    "it takes {wanted}, and a network passes {got}",
    "call it yourself, as in attention(x, x, x), or use nn.TransformerEncoderLayer",
)
ONEDNN_DTYPE = Rule(
    "onednn_dtype",
    "{layer} under autocast in {got} runs in oneDNN, which has no {got} kernels for this CPU",
    "run it in {wanted}: with torch.autocast(device_type='cpu', enabled=False) around it",
    "amp.html#cpu-ops-that-can-autocast-to-bfloat16",
    capability="onednn.{got}",
)
ACTIVATION = Rule(
    "activation", "activation is {got!r}, where there are {wanted}", "use 'relu' or 'gelu'"
)


def _asks(options: Options) -> None:
    at_least(options, 1, "input_size", "hidden_size", "num_layers")
    share = options.get("dropout", 0)
    bound("dropout", 0, 1).require(isinstance(share, int | float) and 0 <= share <= 1, "0 to 1", share)
    projected, hidden = whole(options.get("proj_size")), whole(options.get("hidden_size"))
    PROJECTION.require(projected < hidden, hidden, projected)
    layers = whole(options.get("num_layers"), 1)
    BETWEEN.require(not share or layers > 1, "2 or more", layers)
    word = options.get("nonlinearity", "tanh")
    WORD.require(word in ("tanh", "relu"), "'tanh' and 'relu'", word)


def _takes(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html"""
    ranked(x, (2, 3))
    wanted = whole(options.get("input_size"))
    INPUT_SIZE.require(x.shape[-1] == wanted, wanted, x.shape[-1])
    EMPTY.require(0 not in x.shape[:-1], "1 or more", x.shape)
    as_weights(x, how)
    return MANY


def _check_onednn(options: Options, x: TensorSpec, how: Conditions) -> None:
    """oneDNN is chosen by the dtype of the input, and then computes in that of autocast.

    Source: ``use_mkldnn`` of aten/src/ATen/native/RNN.cpp, which leaves projections out.
    """
    if x.dtype == "float32" and not whole(options.get("proj_size")):
        ONEDNN_DTYPE.require(how.autocast == "off", "float32", how.autocast)


def _asks_heads(size: str, heads: str, options: Options) -> None:
    count, features = whole(options.get(heads)), whole(options.get(size))
    at_least(options, 1, size, heads)
    HEADS_SHARE.require(count > 0 and features % count == 0, features, count)
    word = options.get("activation", "relu")
    ACTIVATION.require(word in ("relu", "gelu"), "'relu' and 'gelu'", word)


def _takes_three(_: Options, __: TensorSpec, ___: Conditions) -> str:
    THREE.reject("a query, a key and a value", "one tensor")


def _takes_tokens(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.TransformerEncoderLayer.html"""
    ranked(x, (2, 3))
    wanted = whole(options.get("d_model"))
    INPUT_SIZE.require(x.shape[-1] == wanted, wanted, x.shape[-1])
    as_weights(x, how)
    return x.dtype


def _attending(options: Options, shape: Shape, _: bool) -> AutogradEffect:
    """Attention keeps a copy where it has to swap axes first; a norm before it keeps its input."""
    swaps = bool(options.get("batch_first")) and len(shape) == 3
    return NOTHING if swaps and not options.get("norm_first") else INPUT


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
"""What one of many stacked layers counts at least: building them takes long, however small they are."""


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
        check_options=_asks,
        check_input=_takes,
        check_capability=check_capability,
        output_shape=_hidden,
        state=partial(_recurrent_state, gates),
        parameters=parameters,
        workspace_numel=workspace_numel,
    )


def _attention(options: Options, shape: Shape) -> int:
    """What each token holds: its attention to every other, per head, and its hidden layers."""
    tokens, others = prod(shape[:-1]), max(shape[:-1], default=1)
    wide = 2 * abs(whole(options.get("dim_feedforward"), 2048)) + 8 * prod(shape[-1:])
    return tokens * (3 * abs(whole(options.get("nhead"))) * others + wide)


HEADS = (1, 2, 8)

ROWS = (
    _recurrent("LSTM", 4, optional("proj_size", 4, 64), check_capability=_check_onednn),
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
        check_options=partial(_asks_heads, "embed_dim", "num_heads"),
        check_input=_takes_three,
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
        check_options=partial(_asks_heads, "d_model", "nhead"),
        check_input=_takes_tokens,
        autograd=_attending,
        state=_encoder_state,
        parameters=lambda options: (
            4 * whole(options.get("d_model")) ** 2
            + 2 * abs(whole(options.get("d_model")) * whole(options.get("dim_feedforward"), 2048))
        ),
        workspace_numel=_attention,
    ),
)
