"""What a reading is: a row of the tables beside this file."""

import re
from collections.abc import Callable

import msgspec

from strategies.rule import Rule, RuleViolated
from strategies.stage import Stage
from strategies.value import Shape

Match = re.Match[str]
"""A message, with the numbers in it as named groups."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One wording of a message, and the question for the contract that its numbers answer.

    ``ask`` raises `RuleViolated` of the module or loss that ``owner`` names. Where several
    wordings share a fault, from torch 1.0 to now and on CPU and CUDA, each has a row.
    """

    wording: re.Pattern[str]
    stage: Stage
    owner: Callable[[Match], str]
    ask: Callable[[Match], None]


def sizes(text: str) -> Shape:
    """The numbers in a text, as sizes."""
    return tuple(int(number) for number in re.findall(r"-?\d+", text))


def named(name: str) -> Callable[[Match], str]:
    """An owner that any message of the wording has."""
    return lambda _: name


def saying(rule: Rule, wanted: str, got: str) -> Callable[[Match], None]:
    """The question of a message without numbers: it shows the rule broken, by these words."""

    def ask(_: Match) -> None:
        raise RuleViolated(rule, wanted, got)

    return ask


NUMBER = r"\d{1,12}"


def number(name: str) -> str:
    """The pattern of a number, as a named group."""
    return rf"(?P<{name}>-?{NUMBER})"


def shape(name: str, least: int = 1, most: int = 9) -> str:
    """The pattern of a shape in any of the ways that torch writes one, as a named group.

    It has at ``least`` so many sizes, and at ``most``.
    """
    more = f"(?:[, x]{{1,3}}{NUMBER}){{{max(0, least - 1)},{most - 1}}}"
    empty = "" if least else "|"
    return rf"(?:torch\.Size)?[\[(]*(?P<{name}>{NUMBER}{more}{empty}),?[\])]*"
