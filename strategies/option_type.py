"""The types of the options of layers and losses: an int, a size for each dimension, a number, a flag."""

from collections.abc import Callable
from functools import lru_cache

import msgspec

from strategies.repair import Repair, SetLossOption, SetOption
from strategies.rule import Rule
from strategies.value import Value


def nothing(_: Value) -> bool:
    """Take nothing else."""
    return False


class OptionType(msgspec.Struct, frozen=True):
    """What an option takes, in words, and the Python types of that; of a tuple, its items are ints.

    ``flags`` says whether True and False count as 1 and 0, as they do where Python computes with them,
    and not where torch parses an int. ``also`` says of a value of another type whether torch runs with
    it, though it is not documented.
    """

    words: str
    types: tuple[type, ...]
    flags: bool = True
    also: Callable[[Value], bool] = nothing

    def takes(self, value: Value) -> bool:
        """Whether a value is of this type."""
        if isinstance(value, bool) and not self.flags:
            return False
        return isinstance(value, self.types) or self.also(value)


NONE = type(None)
INT = OptionType("an int", (int,), flags=False)
COUNT = OptionType("an int", (int,))
SIZES = OptionType("an int or a tuple of ints", (int, tuple), flags=False)
WINDOW = OptionType("an int or a tuple of ints", (int, tuple))
NUMBER = OptionType("a number", (int, float))
FLAG = OptionType("True or False", (bool,))
INT_OR_NONE = OptionType("an int or None", (int, NONE), flags=False)
SIZES_OR_NONE = OptionType("an int, a tuple of ints or None", (int, tuple, NONE), flags=False)
SIZES_OR_WORD = OptionType("an int, a tuple of ints or a word", (int, tuple, str), flags=False)
NUMBER_OR_NONE = OptionType("a number or None", (int, float, NONE))
NUMBERS_OR_NONE = OptionType("a number, a tuple of them or None", (int, float, tuple, NONE))

Set = Callable[[str, tuple[Value, ...]], SetOption | SetLossOption]
"""The change that gives an option of a layer, or of a loss, another value."""


@lru_cache(maxsize=256)
def _rule(option: str, meant: int | None, change: Set) -> Rule:
    same = Repair(f"use {option}={meant}", change(option, (meant,)))
    return Rule(
        "option_type",
        f"{{layer}}: {option} must be {{wanted}}, but got {{got}}",
        (
            *((same,) if meant is not None else ()),
            Repair(f"use {{wanted}} for {option}", change(option, ())),
        ),
        shared=True,
        option=option,
    )


def require_type(wanted: OptionType, option: str, value: Value, change: Set) -> None:
    """Raise `RuleViolated` where the value of an option is of another type than it takes.

    A float that is whole was meant as an int: 512.0, the half of 1024, is 512.
    """
    if wanted.takes(value):
        return
    meant = int(value) if isinstance(value, float) and value.is_integer() else None
    _rule(option, meant if wanted.takes(meant) else None, change).reject(wanted.words, repr(value))
