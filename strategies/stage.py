"""The parts of a run, in the order in which they come."""

from typing import Literal, get_args

Stage = Literal["build", "load", "forward", "loss", "backward"]

STAGES: tuple[Stage, ...] = get_args(Stage)
