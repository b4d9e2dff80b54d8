"""Rules of many kinds of losses about the values of the target: which repair keeps the labels depends on
what the target is filled with, so that a rule has a form for each filling that can be mapped."""

from collections.abc import Iterator

from strategies.loss.target import Target
from strategies.repair import (
    GOT,
    Repair,
    SetLossOption,
    SetOutputs,
    SetTarget,
    Together,
)
from strategies.rule import Rule

_SHARES = (
    "target_range",
    "{layer} expects target values {wanted}, but the target is filled with {got}",
)
_SIGNS = ("signs", "{layer} expects target values of {wanted}, but the target is filled with {got}")
_DISTRIBUTION = (
    "distribution",
    "{layer} expects a target of {wanted}, which sum to 1 over the classes, but it is filled with {got}",
)
_RANGE = (
    "index_range",
    "{layer}: class indices must be in the range [0, {wanted}), but the target contains {got}",
)


def _of_values(form: tuple[str, str], *repairs: Repair, out_of_bounds: bool = False) -> Rule:
    return Rule(*form, repairs, of_values=True, out_of_bounds=out_of_bounds, shared=True)


ZERO_OR_ONE = Repair("use a target of 0 and 1", SetTarget("values", "classes"))
SHARES = {
    "signs": _of_values(
        _SHARES, Repair("map -1 to 0: (target + 1) / 2", SetTarget("values", "classes")), ZERO_OR_ONE
    ),
    "normal": _of_values(
        _SHARES,
        Repair("map the target to [0, 1]: target.sigmoid()", SetTarget("values", "unit")),
        ZERO_OR_ONE,
    ),
    "": _of_values(_SHARES, ZERO_OR_ONE),
}
"""By the filling of the target; the last for any other."""

SHARED = ("classes", "zeros", "ones", "unit", "onehot", "probabilities")
"""Target values between 0 and 1."""

PLUS_OR_MINUS = Repair("use a target of 1 and -1", SetTarget("values", "signs"))
FLOATS = SetTarget("dtype", "float32")
SIGNS = {
    "classes": _of_values(
        _SIGNS,
        Repair("map 0 to -1: 2 * target - 1", SetTarget("values", "signs")),
        Repair(
            "map 0 to -1 in a signed dtype: 2 * target.float() - 1",
            Together((FLOATS, SetTarget("values", "signs"))),
        ),
    ),
    "zeros": _of_values(
        _SIGNS,
        Repair("map 0 to -1: 2 * target - 1", SetTarget("values", "negative")),
        Repair(
            "map 0 to -1 in a signed dtype: 2 * target.float() - 1",
            Together((FLOATS, SetTarget("values", "negative"))),
        ),
    ),
    "normal": _of_values(
        _SIGNS, Repair("use the sign of each value: target.sign()", SetTarget("values", "signs"))
    ),
    "": _of_values(
        _SIGNS,
        PLUS_OR_MINUS,
        Repair(
            "use a target of 1 and -1 with a signed dtype, such as torch.float32",
            Together((FLOATS, SetTarget("values", "signs"))),
        ),
    ),
}
"""By the filling of the target; the last for any other."""

NORMALIZED = Repair(
    "normalize the target over the classes: target.softmax(1)", SetTarget("values", "probabilities")
)
DIVIDED = Repair(
    "normalize the target over the classes: target / target.sum(1, keepdim=True)",
    SetTarget("values", "probabilities"),
)
LOGARITHMIC = Repair(
    "use log_target=True for a target of log-probabilities", SetLossOption("log_target", (True,))
)
DISTRIBUTION = _of_values(_DISTRIBUTION, NORMALIZED)
SHARED_OUT = _of_values(_DISTRIBUTION, DIVIDED)
LOG_DISTRIBUTION = _of_values(_DISTRIBUTION, NORMALIZED, LOGARITHMIC)

FROM_ZERO = Repair("number the classes from 0", SetTarget("values", "classes"))
SHIFTED_DOWN = Repair("number the classes from 0: target - 1", SetTarget("values", "zeros"))
SHIFTED_UP = Repair("number the classes from 0: target + 1", SetTarget("values", "zeros"))
NOT_COUNTED = Repair(
    "use ignore_index={got}, if this label does not count", SetLossOption("ignore_index", (GOT,))
)
BEYOND_CLASSES = _of_values(
    _RANGE, FROM_ZERO, Repair("give the last layer one output for each class"), NOT_COUNTED
)
"""The form of a message that doesn't say which class index is out of range."""


def share(target: Target, wanted: str = "between 0 and 1") -> None:
    """Raise `RuleViolated` unless the target is filled with numbers between 0 and 1."""
    if target.values not in SHARED:
        SHARES.get(target.values, SHARES[""]).reject(wanted, target.filling)


def signs(target: Target) -> None:
    """Raise `RuleViolated` unless the target is filled with 1 or -1."""
    if target.values not in ("signs", "ones", "negative"):
        SIGNS.get(target.values, SIGNS[""]).reject("1 or -1", target.filling)


def distributed(target: Target, *, logarithmic: bool = False) -> None:
    """Raise `RuleViolated` unless the target is filled with probabilities that sum to 1."""
    if target.values in ("probabilities", "onehot"):
        return
    rule = SHARED_OUT if target.values in ("classes", "ones", "unit") else DISTRIBUTION
    (LOG_DISTRIBUTION if logarithmic and rule is DISTRIBUTION else rule).reject(
        "probabilities", target.filling
    )


def in_range(
    target: Target,
    count: int,
    ignored: object = None,
    *,
    ignores: bool = False,
    unchecked: bool = False,
) -> None:
    """Raise `RuleViolated` where a class index is out of range and not the ignored one.

    ``ignores`` says whether the loss has an ``ignore_index``, ``unchecked`` that it doesn't look.
    """
    numbers = sorted(target.numbers() - {ignored})
    for number in numbers:
        if not 0 <= number < count:
            repairs = (*_into_range(target, numbers, number, count, ignores=ignores), FROM_ZERO)
            _of_values(_RANGE, *repairs, out_of_bounds=unchecked).reject(count, number)


def _into_range(
    target: Target, numbers: list[int], number: int, classes: int, *, ignores: bool
) -> Iterator[Repair]:
    """What leaves the labels as they are, or numbers them from 0 where a filling has that."""
    if number < 0:
        if ignores:
            yield NOT_COUNTED
        if target.values == "negative":
            yield SHIFTED_UP
        return
    if number == classes and target.values == "ones":
        yield SHIFTED_DOWN
    count = numbers[-1] + 1
    text = f"give the last layer {count} output{'s' * (count > 1)}, one for each class"
    yield Repair(text, SetOutputs(count))
    if ignores:
        yield NOT_COUNTED
