"""read(): the rule that an error message shows violated."""

from fuzz.message import backward, layer, load, loss
from strategies.rule import RuleViolated
from strategies.violation import Violation, violation_of

READINGS = (*layer.READINGS, *loss.READINGS, *load.READINGS, *backward.READINGS)


def read(message: str) -> Violation | None:
    """The violation that a message shows, with the two values that disagree as the message has them.

    None for a message of no known wording, or whose sizes violate no rule.
    """
    for reading in READINGS:
        match = reading.wording.search(message)
        if match is not None:
            try:
                reading.ask(match)
            except RuleViolated as violated:
                return violation_of(reading.stage, violated, reading.owner(match))
    return None
