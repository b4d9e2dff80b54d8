"""How long the sequences are that the recurrent layers of a case take, without torch."""

from strategies.case import Case
from strategies.edited import edited_network
from strategies.layer import Layer
from strategies.layer.arithmetic import whole
from strategies.network.node import Block, Node, at, sites
from strategies.shape_inference import shapes_at

CELLS = ("LSTM", "GRU", "RNN")
"""The layers that go through a sequence step by step."""


def steps(case: Case) -> int:
    """The steps of all recurrent layers of a case, one after the other; 0 where there is none."""
    root = edited_network(case.subject, case.edits)
    places = ("", *sites(root)) if isinstance(root, Block) else ("",)
    return sum(_steps(root, site, case) for site in places)


def _steps(root: Node, site: str, case: Case) -> int:
    layer = at(root, site)
    if not isinstance(layer, Layer) or layer.kind not in CELLS:
        return 0
    shape, _ = shapes_at(root, site, case.input.shape)
    axis = 1 if layer.options.get("batch_first") and len(shape) == 3 else 0
    times = whole(layer.options.get("num_layers"), 1) * (1 + bool(layer.options.get("bidirectional")))
    return times * shape[axis] if len(shape) > axis else 0
