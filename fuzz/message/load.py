"""Messages of `load_state_dict`."""

import re

from fuzz.message.row import Reading, Told, named, shape, sizes
from strategies.contract.load import MISSING, SIZE, UNEXPECTED
from strategies.rule import RuleViolated


def _size(told: Told) -> None:
    key = told["key"]
    raise RuleViolated(SIZE, (key, sizes(told["wanted"])), (key, sizes(told["given"])))


def _missing(told: Told) -> None:
    raise RuleViolated(MISSING, told["key"], "absent")


def _unexpected(told: Told) -> None:
    raise RuleViolated(UNEXPECTED, "absent", told["key"])


READINGS = (
    Reading(
        wording=re.compile(
            rf"size mismatch for (?P<key>[\w.]+): copying a param (?:with shape|of) {shape('given')}"
            rf" from checkpoint, (?:the shape in current model is|where the shape is) {shape('wanted')}"
        ),
        stage="load",
        owner=named("load"),
        ask=_size,
    ),
    Reading(
        wording=re.compile(r"Missing key\(s\) in state_dict: \"(?P<key>[\w.]+)\""),
        stage="load",
        owner=named("load"),
        ask=_missing,
    ),
    Reading(
        wording=re.compile(r"Unexpected key\(s\) in state_dict: \"(?P<key>[\w.]+)\""),
        stage="load",
        owner=named("load"),
        ask=_unexpected,
    ),
)
