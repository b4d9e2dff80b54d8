"""The types that the options of losses take; flags that a loss only tests for truth take anything."""

from strategies.option_type import FLAG, INT, NUMBER, OptionType, require_type
from strategies.repair import SetLossOption
from strategies.value import Options

TYPES: dict[str, OptionType] = {
    **dict.fromkeys(("ignore_index", "blank"), INT),
    **dict.fromkeys(("margin", "eps", "beta", "delta", "p", "label_smoothing"), NUMBER),
    **dict.fromkeys(("log_input", "log_target", "swap", "zero_infinity"), FLAG),
}
"""The options that take one type of value. Source: the parameters of each page."""

OTHERWISE = {("PoissonNLLLoss", "full"): FLAG}
"""An option that a loss hands on, where another one tests it for truth."""


def check_types(kind: str, options: Options) -> None:
    """Raise `RuleViolated` for the first option that has a value of another type than it takes."""
    for name, value in options.items():
        wanted = OTHERWISE.get((kind, name), TYPES.get(name))
        if wanted is not None:
            require_type(wanted, name, value, SetLossOption)
