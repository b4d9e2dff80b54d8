"""Answer: what an error message is explained by."""

from typing import Literal

import msgspec

from strategies.stage import Stage
from strategies.violation import Violation

Confidence = Literal["certain", "likely", "possible"]
"""``certain``: the message and its frames leave nothing else. ``likely``: almost always this.
``possible``: one of several."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The cause of an error in the numbers of its message, the fix, and the page that says so.

    ``name`` is the id of a cause of the catalogue, or of a row of the tables. ``tell`` is what to look
    at where the message has several causes: what is seen there if it is this one. ``stage`` and ``rule``
    lead to the entries of the catalogue, where the contract has a rule for it.
    """

    name: str
    cause: str
    fix: str
    page: str = ""
    confidence: Confidence = "certain"
    tell: str = ""
    stage: Stage | Literal[""] = ""
    rule: str = ""
    wanted: str = ""
    got: str = ""


def of_violation(violation: Violation, confidence: Confidence = "certain", tell: str = "") -> Answer:
    """A rule that a message shows violated, as an answer."""
    return Answer(
        name=violation.group,
        cause=violation.description,
        fix=violation.fix,
        page=violation.page,
        confidence=confidence,
        tell=tell,
        stage=violation.stage,
        rule=violation.rule,
        wanted=violation.wanted,
        got=violation.got,
    )
