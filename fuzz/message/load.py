"""Messages of `load_state_dict`."""

import re

from fuzz.message.row import Match, Reading, named, shape, sizes
from strategies.contract.load import MISSING, SIZE, UNEXPECTED
from strategies.rule import RuleViolated


def _size(match: Match) -> None:
    key = match["key"]
    raise RuleViolated(SIZE, (key, sizes(match["wanted"])), (key, sizes(match["got"])))


def _missing(match: Match) -> None:
    raise RuleViolated(MISSING, match["key"], "absent")


def _unexpected(match: Match) -> None:
    raise RuleViolated(UNEXPECTED, "absent", match["key"])


READINGS = (
    Reading(
        wording=re.compile(
            rf"size mismatch for (?P<key>[\w.]+): copying a param (?:with shape|of) {shape('got')}"
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
