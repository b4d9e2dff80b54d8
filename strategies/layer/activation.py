"""Activations, softmax and dropout."""

from math import prod

from strategies.layer.arithmetic import sizes_of, whole
from strategies.layer.autograd import (
    IN_PLACE,
    INPUT,
    NOTHING,
    OUTPUT,
    SAME,
    AutogradEffect,
    always,
    optionally,
)
from strategies.layer.common_rules import at_least, axis_of, bound, least_ranked, ranked, same_channels
from strategies.layer.kind import LayerKind, Option, channels, fixed, optional, required
from strategies.repair import WANTED, Before, Repair, SetImage, SetOption
from strategies.rule import Conditions, Domain, Rule, TensorSpec, as_weights, floating, typed
from strategies.value import FLOATING, INTEGRAL, NUMERIC, Options, Shape

HALVED = Rule(
    "halves",
    "{layer} expects an even size in dimension {wanted}, but got {got}",
    (
        Repair("use a dim whose size is even", SetOption("dim", (-1, 1, 2, 3))),
        Repair("use images whose height and width are even at this layer", SetImage(larger=False)),
        Repair("make the size even: F.pad(x, (0, 1))", Before("ZeroPad1d", {"padding": (0, 1)})),
    ),
)
IMPLICIT = Rule(
    "implicit_dim",
    "{layer} has no dim, so PyTorch implicitly uses dim={got}, which is deprecated",
    (
        Repair("pass dim explicitly: dim={wanted}", SetOption("dim", (WANTED,))),
        Repair("pass dim explicitly: dim=-1", SetOption("dim", (-1,))),
    ),
    shared=True,
)
OVER_BATCH = Rule(
    "over_batch",
    "{layer} normalizes over dim={got}, the batch dimension, so each sample depends on the others",
    (Repair("use dim={wanted}, the dimension of the classes", SetOption("dim", (WANTED,))),),
    shared=True,
)
APPROXIMATION = Rule(
    "approximate",
    "{layer}: approximate must be {wanted}, but got {got!r}",
    (Repair("use approximate='none', the default", SetOption("approximate", ("none",))),),
)


def _check_floating_input(_: Options, x: TensorSpec, __: Conditions) -> str:
    return floating(x)


def _check_ordered_input(_: Options, x: TensorSpec, __: Conditions) -> str:
    """What compares its input with a number takes what has an order."""
    return typed(x, (*FLOATING, *INTEGRAL))


def _check_signed_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """What takes an absolute value takes numbers alone."""
    typed(x, NUMERIC)
    return _promoted(options, x, how)


def _promoted(_: Options, x: TensorSpec, __: Conditions) -> str:
    """The output dtype for an integer or bool input is float32."""
    return x.dtype if x.dtype in FLOATING or "complex" in x.dtype else "float32"


def _check_approximation_options(options: Options) -> None:
    name = options.get("approximate", "none")
    APPROXIMATION.require(name in ("none", "tanh"), "'none' or 'tanh'", name)


def _slopes(options: Options) -> Shape:
    """The shape of the slopes of a PReLU."""
    return sizes_of(options.get("num_parameters", 1))


def _check_slopes_input(options: Options, x: TensorSpec, how: Conditions) -> str:
    """Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.PReLU.html"""
    count = prod(_slopes(options))
    size, dtype = x.shape[1] if len(x.shape) > 1 else 1, as_weights(x, how)
    if count != 1:
        same_channels("num_parameters", count, size)
    return dtype


def _check_halves_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    axis = axis_of(options.get("dim", -1), len(x.shape))
    least_ranked(x, 1)
    HALVED.require(x.shape[axis] % 2 == 0, axis, x.shape[axis])
    return floating(x)


def _check_axis_input(options: Options, x: TensorSpec, _: Conditions) -> str:
    IMPLICIT.require(options.get("dim") is not None, 1, _guessed(x.shape))
    axis_of(options["dim"], len(x.shape))
    return floating(x)


def _guessed(shape: Shape) -> int:
    """Source: ``_get_softmax_dim`` in torch/nn/functional.py."""
    return 0 if len(shape) in (0, 1, 3) else 1


def _check_batch_misuse(options: Options, x: TensorSpec) -> None:
    rank = len(x.shape)
    axis = whole(options.get("dim"), 1)
    OVER_BATCH.require(rank < 2 or axis not in (0, -rank), 1, axis)


def _check_image_input(_: Options, x: TensorSpec, __: Conditions) -> str:
    ranked(x, (3, 4))
    return floating(x)


def _check_share_options(options: Options) -> None:
    share = options.get("p", 0.5)
    bound("p", 0, 1).require(isinstance(share, int | float) and 0 <= share <= 1, "0 to 1", share)


INPLACE = optional("inplace", True)
KEPT_AND_WRITTEN = AutogradEffect(saves_output=True, output="same", modifies_input=True)
"""In place, the output is saved for backward, from which the gradient can be computed."""


def _dropping(options: Options, shape: Shape, training: bool) -> AutogradEffect:
    """In eval mode, or with p=0, the output is the input itself."""
    if not training or options.get("p") == 0 or 0 in shape:
        return SAME
    return IN_PLACE if options.get("inplace") else NOTHING


def _copying(options: Options, shape: Shape, training: bool) -> AutogradEffect:
    """AlphaDropout gives a new tensor even with inplace=True."""
    return _dropping({**options, "inplace": False}, shape, training)


def _gated(options: Options, shape: Shape) -> Shape:
    """A gated unit halves the dimension that it splits."""
    axis = whole(options.get("dim"), -1)
    if not -len(shape) <= axis < len(shape):
        return shape
    halved = list(shape)
    halved[axis] //= 2
    return tuple(halved)


def _softmax(name: str, output_domain: Domain = "probabilities") -> LayerKind:
    return LayerKind(
        name=name,
        options=(optional("dim", 1, 0, -1, 2, 3, 4, -5),),
        check_input=_check_axis_input,
        check_misuse=_check_batch_misuse,
        autograd=always(OUTPUT),
        output_domain=output_domain,
    )


def _dropped(
    name: str, ranks: tuple[int, ...], meant: tuple[int, ...], *, copying: bool = False
) -> LayerKind:
    """Dropout2d also accepts a 3D input, and warns that it takes it for (N, C, L)."""

    def check_input(_: Options, x: TensorSpec, __: Conditions) -> str:
        if meant:
            ranked(x, meant, sized=True)
        return floating(x)

    def autograd(options: Options, shape: Shape, training: bool) -> AutogradEffect:
        """An unbatched input is given a batch dimension, in place with inplace=True."""
        if len(meant) > 1 and len(shape) != max(meant) and options.get("inplace"):
            return IN_PLACE
        return _dropping(options, shape, training)

    return LayerKind(
        name=name,
        options=(optional("p", 0.0, 1.0, 1.5, -0.1), INPLACE),
        ranks=ranks,
        check_options=_check_share_options,
        check_input=check_input,
        autograd=_copying if copying else autograd,
        output_domain=None,
    )


ROWS = (
    LayerKind(
        name="ReLU",
        options=(INPLACE,),
        check_input=_check_ordered_input,
        autograd=optionally(OUTPUT, KEPT_AND_WRITTEN),
    ),
    *(
        LayerKind(
            name=name,
            options=(INPLACE,),
            check_input=_check_floating_input,
            autograd=optionally(INPUT, KEPT_AND_WRITTEN),
        )
        for name in ("LeakyReLU", "ELU", "SELU", "CELU")
    ),
    *(
        LayerKind(
            name=name,
            options=(INPLACE,),
            check_input=_check_floating_input,
            autograd=optionally(INPUT, IN_PLACE),
        )
        for name in ("ReLU6", "SiLU", "Mish", "Hardswish")
    ),
    LayerKind(
        name="Hardsigmoid",
        options=(INPLACE,),
        check_input=_check_floating_input,
        autograd=optionally(INPUT, IN_PLACE),
        output_domain="probabilities",
    ),
    LayerKind(
        name="GELU",
        options=(optional("approximate", "tanh", "erf"),),
        check_options=_check_approximation_options,
        read_first=("approximate",),
        check_input=_check_floating_input,
    ),
    LayerKind(
        name="Sigmoid", check_input=_promoted, autograd=always(OUTPUT), output_domain="probabilities"
    ),
    LayerKind(name="Tanh", check_input=_promoted, autograd=always(OUTPUT)),
    LayerKind(name="Softsign", check_input=_check_signed_input),
    LayerKind(name="Softplus", check_input=_check_floating_input),
    LayerKind(name="LogSigmoid", check_input=_check_floating_input, output_domain="log-probabilities"),
    LayerKind(
        name="PReLU",
        options=(Option(name="num_parameters", fits=channels, others=(64, 3, 2048, 0)),),
        check_options=lambda options: at_least(options, 1, "num_parameters"),
        check_input=_check_slopes_input,
        state=lambda options: {"weight": _slopes(options)},
        parameters=lambda options: abs(prod(_slopes(options))),
    ),
    LayerKind(
        name="Threshold",
        options=(required("threshold", fixed(0.1)), required("value", fixed(20.0)), INPLACE),
        check_input=_check_ordered_input,
        autograd=optionally(INPUT, IN_PLACE),
    ),
    LayerKind(
        name="GLU",
        options=(optional("dim", 1, 0, 2, 4),),
        check_input=_check_halves_input,
        output_shape=_gated,
    ),
    _softmax("Softmax"),
    _softmax("LogSoftmax", "log-probabilities"),
    _softmax("Softmin"),
    LayerKind(
        name="Softmax2d",
        ranks=(3, 4),
        check_input=_check_image_input,
        autograd=always(OUTPUT),
        output_domain="probabilities",
    ),
    *(
        _dropped(name, ranks, meant)
        for name, ranks, meant in (
            ("Dropout", (), ()),
            ("Dropout1d", (2, 3), (2, 3)),
            ("Dropout2d", (3, 4), (4,)),
            ("Dropout3d", (4, 5), (4, 5)),
        )
    ),
    _dropped("AlphaDropout", (), (), copying=True),
)
