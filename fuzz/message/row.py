"""Reading: a row of the tables in this folder."""

import re
from collections.abc import Callable

import msgspec

from strategies.rule import Rule, RuleViolated
from strategies.stage import Stage
from strategies.value import Shape

Match = re.Match[str]
"""A message, with the numbers in it as named groups."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a message, and the rule that it shows violated.

    ``ask`` raises `RuleViolated`, mostly by checking the sizes of the message against the contract;
    ``owner`` names the module or loss. Where one violation has several wordings, from torch 1.0 to now
    and on CPU and CUDA, each has a row.
    """

    wording: re.Pattern[str]
    stage: Stage
    owner: Callable[[Match], str]
    ask: Callable[[Match], None]


def sizes(text: str) -> Shape:
    """The numbers in a text, as a shape."""
    return tuple(int(number) for number in re.findall(r"-?\d+", text))


def named(name: str) -> Callable[[Match], str]:
    """The same owner for every message of a wording."""
    return lambda _: name


def saying(rule: Rule, wanted: str, got: str) -> Callable[[Match], None]:
    """The violation in a message without sizes, with these words for the two values."""

    def ask(_: Match) -> None:
        raise RuleViolated(rule, wanted, got)

    return ask


NUMBER = r"\d{1,12}"


def number(name: str) -> str:
    """The pattern of a number, as a named group."""
    return rf"(?P<{name}>-?{NUMBER})"


def shape(name: str, least: int = 1, most: int = 9) -> str:
    """The pattern of a shape in any of the forms in which torch prints one, as a named group.

    It has ``least`` to ``most`` dimensions.
    """
    more = f"(?:[, x]{{1,3}}{NUMBER}){{{max(0, least - 1)},{most - 1}}}"
    empty = "" if least else "|"
    return rf"(?:torch\.Size)?[\[(]*(?P<{name}>{NUMBER}{more}{empty}),?[\])]*"
