"""Recurrent and attention layers: sequences in, often a tuple out."""

from math import prod

from strategies.layer.arithmetic import whole
from strategies.layer.kind import Kind, Option, fixed, last, optional, required
from strategies.value import Options, Shape

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


def _recurrent(name: str, gates: int, *options: Option) -> Kind:
    def layers(given: Options) -> int:
        return max(1, whole(given.get("num_layers"), 1))

    def parameters(given: Options) -> int:
        hidden = abs(whole(given.get("hidden_size")))
        each = 2 * gates * hidden * (abs(whole(given.get("input_size"))) + 2 * hidden)
        return max(each * layers(given), LEAST_LAYER * (layers(given) - 1))

    def scratch(given: Options, shape: Shape) -> int:
        """The gates of every layer at every step."""
        hidden = 2 * abs(whole(given.get("hidden_size")))
        return 6 * gates * layers(given) * hidden * prod(shape[:-1])

    return Kind(
        name=name,
        options=(*RECURRENT, *options),
        ranks=(2, 3),
        flow=_hidden,
        parameters=parameters,
        scratch=scratch,
    )


def _attention(options: Options, shape: Shape) -> int:
    """What each token holds: its attention to every other, per head, and its hidden layers."""
    tokens, others = prod(shape[:-1]), max(shape[:-1], default=1)
    wide = 2 * abs(whole(options.get("dim_feedforward"), 2048)) + 8 * prod(shape[-1:])
    return tokens * (3 * abs(whole(options.get("nhead"))) * others + wide)


HEADS = (1, 2, 8)

KINDS = (
    _recurrent("LSTM", 4, optional("proj_size", 4, 64)),
    _recurrent("GRU", 3),
    _recurrent("RNN", 1, optional("nonlinearity", "relu", "gelu")),
    Kind(
        name="MultiheadAttention",
        options=(
            required("embed_dim", last, 512, 64),
            required("num_heads", fixed(*HEADS), 3, 0),
            optional("batch_first", True),
        ),
        ranks=(2, 3),
        parameters=lambda options: 4 * whole(options.get("embed_dim")) ** 2,
    ),
    Kind(
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
        parameters=lambda options: (
            4 * whole(options.get("d_model")) ** 2
            + 2 * abs(whole(options.get("d_model")) * whole(options.get("dim_feedforward"), 2048))
        ),
        scratch=_attention,
    ),
)
