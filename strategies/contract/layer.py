"""What one layer asks: of its options when it is made, and of features when it is called."""

from strategies.layer import LAYERS, Layer
from strategies.layer.common_rules import ONE_TENSOR, ranked
from strategies.rule import MANY, Conditions, RuleViolated, TensorSpec


def unfitness(layer: Layer) -> RuleViolated | None:
    """What makes a layer's options suit no features at all."""
    try:
        LAYERS[layer.kind].check_options(layer.options)
    except RuleViolated as violated:
        return violated
    return None


def taken(layer: Layer, x: TensorSpec, how: Conditions) -> str:
    """The element type of what a layer makes of features. Raises `RuleViolated` where it may not."""
    if x.dtype == MANY and layer.kind != "Identity":
        ONE_TENSOR.reject("one tensor", "a tuple")
    return LAYERS[layer.kind].check_input(layer.options, x, how)


def asked(layer: Layer, unfit: RuleViolated, x: TensorSpec, how: Conditions) -> str:
    """The same of an unfit layer, as far as that does not hang on the option at fault."""
    kind, fault = LAYERS[layer.kind], unfit.rule.name
    if kind.ranks:
        ranked(x, kind.ranks)
    option = kind.option(fault)
    if option is None:
        return x.dtype
    rest = {name: value for name, value in layer.options.items() if name != fault}
    sound = Layer(layer.kind, {**rest, fault: 1} if option.required else rest)
    return taken(sound, x, how) if unfitness(sound) is None else x.dtype
