"""Messages about element types, and about devices."""

from fuzz.message.reading import Told, asked, reading
from strategies.rule import SAME_TYPE


def _typed(told: Told) -> None:
    got, wanted = told.dtype("got"), told.dtype("wanted")
    SAME_TYPE.require(got == wanted, wanted, got)


READINGS = (
    reading(
        "Input type ({got:type}) and weight type ({wanted:type}) should be the same",
        "Input type ({got:type}) and bias type ({wanted:type}) should be the same",
        answers=(asked("forward", "Conv2d", _typed),),
    ),
)
