"""expansions(): how many times as many channels the blocks of a network give as they are made for."""

from torch import nn


def expansions(network: nn.Module) -> dict[str, int]:
    """The ``expansion`` of each class of its modules that has one, by the name of the class."""
    kinds = {type(one) for one in network.modules()}
    there = {kind.__name__: getattr(kind, "expansion", None) for kind in kinds}
    return {name: one for name, one in there.items() if type(one) is int and one > 1}
