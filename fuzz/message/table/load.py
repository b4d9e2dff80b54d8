"""Messages of `load_state_dict`."""

from fuzz.message.reading import Told, asked, reading
from strategies.contract.load import MISSING, UNEXPECTED, size_violated
from strategies.rule import RuleViolated


def _size(told: Told) -> None:
    raise size_violated(told.text("key"), told.shape("wanted"), told.shape("got"))


def _missing(told: Told) -> None:
    raise RuleViolated(MISSING, told.text("key"), "missing")


def _unexpected(told: Told) -> None:
    raise RuleViolated(UNEXPECTED, "missing", told.text("key"))


READINGS = (
    reading(
        "size mismatch for {key:name}: copying a param with shape {got:shape} from checkpoint, the"
        " shape in current model is {wanted:shape}",
        "size mismatch for {key:name}: copying a param of {got:shape} from checkpoint, where the shape"
        " is {wanted:shape}",
        answers=(asked("load", "load", _size),),
    ),
    reading('Missing key(s) in state_dict: "{key:name}"', answers=(asked("load", "load", _missing),)),
    reading(
        'Unexpected key(s) in state_dict: "{key:name}"', answers=(asked("load", "load", _unexpected),)
    ),
)
