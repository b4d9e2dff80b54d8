"""Messages of `load_state_dict`."""

import re

from fuzz.message.row import Match, Reading, named, shape, sizes
from strategies.contract.load import MISSING, UNEXPECTED, size_violated
from strategies.rule import RuleViolated


def _size(match: Match) -> None:
    raise size_violated(match["key"], sizes(match["wanted"]), sizes(match["got"]))


def _missing(match: Match) -> None:
    raise RuleViolated(MISSING, match["key"], "missing")


def _unexpected(match: Match) -> None:
    raise RuleViolated(UNEXPECTED, "missing", match["key"])


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
