"""The unedited network that a process keeps, for tests that look at it."""

from torch import nn

from fuzz.execution.construction import prototype
from fuzz.execution.op_recorder import Record
from strategies.subject import Subject


def unedited(subject: Subject = Subject()) -> nn.Module:
    """The prototype of a subject itself: what a test does to it, later ones see."""
    return prototype(subject, "cpu").take(Record())
