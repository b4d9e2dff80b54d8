"""The rules of one layer: about its options when it is constructed, and its input when called."""

from functools import lru_cache

from strategies.layer import LAYERS, Layer
from strategies.layer.common_rules import ONE_TENSOR, ranked
from strategies.layer.option_type import check_types
from strategies.rule import MANY, Conditions, RuleViolated, TensorSpec, several

TAKES_SEVERAL = ("Identity", "Item")
"""The layers that accept several tensors in place of one."""


@lru_cache(maxsize=4096)
def invalid_options(layer: Layer) -> RuleViolated | None:
    """The rule that the options of a layer violate, whatever its input; None where they are valid."""
    kind = LAYERS[layer.kind]
    try:
        check_types(layer.kind, layer.options)
        kind.check_options(layer.options)
    except RuleViolated as violated:
        return violated.kept()
    return None


def output_dtype(layer: Layer, x: TensorSpec, how: Conditions) -> str:
    """The dtype of the output of a layer. Raises `RuleViolated` where it rejects its input."""
    if x.dtype == MANY and layer.kind not in TAKES_SEVERAL:
        ONE_TENSOR.reject("one tensor", "several (a tuple or dict)")
    if x.dtype == MANY:
        return x.one().dtype if layer.kind == "Item" else several(x.one().dtype)
    return LAYERS[layer.kind].check_input(layer.options, x, how)


def output_dtype_despite(layer: Layer, unfit: RuleViolated, x: TensorSpec, how: Conditions) -> str:
    """The same for a layer with an invalid option, as far as it doesn't depend on that option."""
    kind, fault = LAYERS[layer.kind], unfit.rule.option or unfit.rule.name
    if kind.ranks:
        ranked(x, kind.ranks)
    if kind.option(fault) is None:
        fault = fault.partition("_")[0]  # dropout_between is about dropout
    option = kind.option(fault)
    if option is None:
        return x.dtype
    rest = {name: value for name, value in layer.options.items() if name != fault}
    sound = Layer(layer.kind, {**rest, fault: 1} if option.required else rest)
    return output_dtype(sound, x, how) if invalid_options(sound) is None else x.dtype
