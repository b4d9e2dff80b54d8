"""The types that the options of layers take.

Options of one name take the same in all layers, but for the few in `OTHERWISE`. Flags that a layer only
tests for truth take anything, as everywhere in Python; those in `TYPES` are handed on to an operation
that takes a bool alone.
"""

from msgspec.structs import replace

from strategies.option_type import (
    FLAG,
    INT,
    INT_OR_NONE,
    NUMBER,
    NUMBER_OR_NONE,
    NUMBERS_OR_NONE,
    SIZES,
    SIZES_OR_NONE,
    SIZES_OR_WORD,
    OptionType,
    require_type,
)
from strategies.repair import SetOption
from strategies.value import Options, Value

TYPES: dict[str, OptionType] = {
    **dict.fromkeys(("in_channels", "out_channels", "groups", "channels", "num_channels"), INT),
    **dict.fromkeys(("in_features", "in1_features", "in2_features", "out_features"), INT),
    **dict.fromkeys(("num_features", "num_groups", "num_parameters", "size", "reduction"), INT),
    **dict.fromkeys(("input_size", "hidden_size", "num_layers", "proj_size"), INT),
    **dict.fromkeys(("d_model", "nhead", "dim_feedforward", "embed_dim", "num_heads"), INT),
    **dict.fromkeys(("num_embeddings", "embedding_dim"), INT),
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
    try:
        return isinstance(value, str) and isinstance(float(value), float)
    except ValueError:
        return False


def _single(value: Value) -> bool:
    """Whether it is a tuple that makes one weight, or one dimension of them."""
    return isinstance(value, tuple) and len(value) <= 1


WITH_TEXT = replace(NUMBER, also=_number_in_text)

OTHERWISE: dict[tuple[str, str], OptionType | None] = {
    **{(f"Conv{axes}d", "padding"): SIZES_OR_WORD for axes in (1, 2, 3)},
    **{(f"ConstantPad{axes}d", "value"): NUMBER_OR_NONE for axes in (1, 2, 3)},
    **{(name, "stride"): SIZES_OR_NONE for name in (*POOLS, *UNPOOLS)},
    **{(name, "dim"): INT_OR_NONE for name in ("Softmax", "LogSoftmax", "Softmin")},
    **{(name, "dim"): SIZES_OR_NONE for name in ("Squeeze", "Mean")},
    **{(name, "batch_first"): None for name in ("MultiheadAttention", "TransformerEncoderLayer")},
    ("LPPool1d", "kernel_size"): INT,
    ("Residual", "kernel_size"): INT,
    ("FractionalMaxPool2d", "output_size"): SIZES_OR_NONE,
    ("Upsample", "size"): SIZES_OR_NONE,
    # what runs besides, as the layer computes with it: float(norm_type), torch.ones(num_features), ...
    **{(f"LPPool{axes}d", "norm_type"): WITH_TEXT for axes in (1, 2, 3)},
    ("Upsample", "scale_factor"): replace(NUMBERS_OR_NONE, also=_number_in_text),
    ("FrozenBatchNorm2d", "num_features"): replace(INT, also=lambda value: isinstance(value, tuple)),
    ("PReLU", "num_parameters"): replace(INT, also=_single),
    ("LSTM", "proj_size"): replace(INT, also=lambda value: value == 0),
}
"""The options of some layers that take something else; None for anything."""


INSTANCES = tuple(f"InstanceNorm{axes}d" for axes in (1, 2, 3))


def _unread(kind: str, options: Options) -> tuple[str, ...]:
    """The options that a layer has and, with others as they are, does not compute with."""
    weightless = not (options.get("affine") or options.get("track_running_stats"))
    return ("num_features",) if kind in INSTANCES and weightless else ()


def check_types(kind: str, options: Options) -> None:
    """Raise `RuleViolated` for the first option that has a value of another type than it takes."""
    unread = _unread(kind, options)
    for name, value in options.items():
        wanted = None if name in unread else OTHERWISE.get((kind, name), TYPES.get(name))
        if wanted is not None:
            require_type(wanted, name, value, SetOption)
