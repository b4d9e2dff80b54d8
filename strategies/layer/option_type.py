"""The types that the options of layers take.

Options of one name take the same in all layers, but for the few in `OTHERWISE`. Flags that a layer only
tests for truth take anything, as everywhere in Python; those in `TYPES` are handed on to an operation
that takes a bool alone.
"""

from msgspec.structs import replace

from strategies.layer.arithmetic import number_in
from strategies.option_type import (
    COUNT,
    FLAG,
    INT,
    INT_OR_NONE,
    NUMBER,
    NUMBER_OR_NONE,
    NUMBERS_OR_NONE,
    SIZES,
    SIZES_OR_NONE,
    SIZES_OR_WORD,
    WINDOW,
    OptionType,
    require_type,
)
from strategies.repair import SetOption
from strategies.value import Options, Value

TYPES: dict[str, OptionType] = {
    **dict.fromkeys(("in_channels", "in_features", "in1_features", "in2_features"), COUNT),
    **dict.fromkeys(("channels", "reduction", "embedding_dim"), COUNT),
    **dict.fromkeys(("hidden_size", "proj_size", "nhead", "embed_dim", "num_heads"), COUNT),
    **dict.fromkeys(("out_channels", "out_features", "groups", "num_channels", "num_groups"), INT),
    **dict.fromkeys(("num_features", "num_parameters", "num_embeddings", "size"), INT),
    **dict.fromkeys(("input_size", "num_layers", "d_model", "dim_feedforward"), INT),
    **dict.fromkeys(("upscale_factor", "downscale_factor", "start_dim", "end_dim", "dim"), INT),
    **dict.fromkeys(("kernel_size", "stride", "padding", "dilation", "output_padding"), SIZES),
    **dict.fromkeys(("output_size", "normalized_shape", "shape", "dims"), SIZES),
    **dict.fromkeys(("eps", "norm_type", "p", "k", "value", "threshold"), NUMBER),
    "momentum": NUMBER_OR_NONE,
    "output_ratio": NUMBERS_OR_NONE,
    "scale_factor": NUMBERS_OR_NONE,
    **dict.fromkeys(("ceil_mode", "count_include_pad", "bidirectional", "batch_first"), FLAG),
}
"""The options that take one type of value. Source: the parameters of each page."""

POOLS = tuple(f"{name}Pool{axes}d" for name in ("Avg", "Max", "LP") for axes in (1, 2, 3))
UNPOOLS = ("MaxUnpool1d", "MaxUnpool2d")


def _number_in_text(value: Value) -> bool:
    """Whether ``float(value)``, as a layer has it, makes a number of a text."""
    return isinstance(value, str) and number_in(value) is not None


def _single(value: Value) -> bool:
    """Whether it is a tuple that makes one weight, or one dimension of them."""
    return isinstance(value, tuple) and len(value) <= 1


WITH_TEXT = replace(NUMBER, also=_number_in_text)

CONVOLUTIONS = tuple(f"Conv{name}{axes}d" for name in ("", "Transpose") for axes in (1, 2, 3))

OTHERWISE: dict[tuple[str, str], OptionType | None] = {
    **{(name, "kernel_size"): WINDOW for name in CONVOLUTIONS},
    **{(f"ConvTranspose{axes}d", "in_channels"): INT for axes in (1, 2, 3)},
    **{(f"Conv{axes}d", "padding"): SIZES_OR_WORD for axes in (1, 2, 3)},
    **{(f"ConstantPad{axes}d", "value"): NUMBER_OR_NONE for axes in (1, 2, 3)},
    **{(name, "stride"): SIZES_OR_NONE for name in (*POOLS, *UNPOOLS)},
    **{(name, "dim"): INT_OR_NONE for name in ("Softmax", "LogSoftmax", "Softmin")},
    **{(name, "dim"): SIZES_OR_NONE for name in ("Squeeze", "Mean")},
    **{(name, "batch_first"): None for name in ("MultiheadAttention", "TransformerEncoderLayer")},
    ("LPPool1d", "kernel_size"): INT,
    ("Residual", "kernel_size"): COUNT,
    ("FractionalMaxPool2d", "output_size"): SIZES_OR_NONE,
    ("Upsample", "size"): SIZES_OR_NONE,
    # what runs besides, as the layer computes with it: float(norm_type), torch.ones(num_features), ...
    **{(f"LPPool{axes}d", "norm_type"): WITH_TEXT for axes in (1, 2, 3)},
    ("Upsample", "scale_factor"): replace(NUMBERS_OR_NONE, also=_number_in_text),
    ("FrozenBatchNorm2d", "num_features"): replace(INT, also=lambda value: isinstance(value, tuple)),
    ("PReLU", "num_parameters"): replace(INT, also=_single),
    ("LSTM", "proj_size"): replace(COUNT, also=lambda value: value == 0),
}
"""The options of some layers that take something else; None for anything."""


INSTANCES = tuple(f"InstanceNorm{axes}d" for axes in (1, 2, 3))
DIVIDED = replace(COUNT, also=lambda value: isinstance(value, float) and value.is_integer())


def _wanted(kind: str, name: str, options: Options) -> OptionType | None:
    """What an option takes beside the others: a norm without weights hardly reads its channels."""
    if kind in INSTANCES and name == "num_features":
        return INT if options.get("affine") or options.get("track_running_stats") else None
    if kind == "GroupNorm" and name == "num_channels" and not options.get("affine", True):
        return DIVIDED
    return OTHERWISE.get((kind, name), TYPES.get(name))


def check_types(kind: str, options: Options) -> None:
    """Raise `RuleViolated` for the first option that has a value of another type than it takes."""
    for name, value in options.items():
        wanted = _wanted(kind, name, options)
        if wanted is not None:
            require_type(wanted, name, value, SetOption)
