"""Activations, softmax and dropout: layers that keep the shape."""

from strategies.layer.arithmetic import whole
from strategies.layer.kind import Kind, Option, channels, fixed, optional, required
from strategies.value import Options, Shape

INPLACE = optional("inplace", True)


def _gated(options: Options, shape: Shape) -> Shape:
    """A gated unit halves the axis that it splits."""
    axis = whole(options.get("dim"), -1)
    if not -len(shape) <= axis < len(shape):
        return shape
    halved = list(shape)
    halved[axis] //= 2
    return tuple(halved)


def _softmax(name: str) -> Kind:
    return Kind(name=name, options=(optional("dim", 1, 0, -1, 2, 3, 4, -5),))


KINDS = (
    Kind(name="ReLU", options=(INPLACE,)),
    *(Kind(name=name, options=(INPLACE,)) for name in ("ReLU6", "LeakyReLU", "ELU", "SELU", "CELU")),
    *(Kind(name=name, options=(INPLACE,)) for name in ("SiLU", "Mish", "Hardswish", "Hardsigmoid")),
    Kind(name="GELU", options=(optional("approximate", "tanh", "erf"),)),
    *(Kind(name=name) for name in ("Sigmoid", "Tanh", "Softplus", "LogSigmoid", "Softsign")),
    Kind(
        name="PReLU",
        options=(Option(name="num_parameters", fits=channels, others=(64, 3, 2048, 0)),),
        parameters=lambda options: abs(whole(options.get("num_parameters"), 1)),
    ),
    Kind(
        name="Threshold",
        options=(required("threshold", fixed(0.1)), required("value", fixed(20.0)), INPLACE),
    ),
    Kind(name="GLU", options=(optional("dim", 1, 0, 2, 4),), flow=_gated),
    _softmax("Softmax"),
    _softmax("LogSoftmax"),
    _softmax("Softmin"),
    Kind(name="Softmax2d", ranks=(3, 4)),
    *(
        Kind(name=name, options=(optional("p", 0.0, 1.0, 1.5, -0.1), INPLACE), ranks=ranks)
        for name, ranks in (
            ("Dropout", ()),
            ("Dropout1d", (2, 3)),
            ("Dropout2d", (3, 4)),
            ("Dropout3d", (4, 5)),
            ("AlphaDropout", ()),
        )
    ),
)
