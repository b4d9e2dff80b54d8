"""Loading the original network's state dict into the edited one: which keys and shapes have to agree."""

from functools import lru_cache

from strategies.case import ORDINARY, Load
from strategies.layer import LAYERS
from strategies.resnet import Block, Node, network
from strategies.rule import Rule, RuleViolated
from strategies.value import Shape
from strategies.violation import ViolatedAt

PAGE = "generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
SIZE = Rule(
    "size",
    "{got} in the state dict, where the network has {wanted}",
    "load before the layer is replaced, or drop its keys from the state dict and load the rest",
    PAGE,
)
MISSING = Rule(
    "missing",
    "the network wants {wanted}, which the state dict does not have: {got}",
    "load before the network is edited, or with strict=False",
    PAGE,
)
UNEXPECTED = Rule(
    "unexpected",
    "the state dict has {got}, which the network does not want: {wanted}",
    "load before the network is edited, or with strict=False",
    PAGE,
)


def load(root: Node, how: Load) -> None:
    """Raise `ViolatedAt` where the state dict of the ordinary network cannot be loaded."""
    if how == "no":
        return
    loaded, wanted = state(network(ORDINARY.subject)), state(root)
    for key in loaded:
        if loaded[key] != wanted.get(key, loaded[key]):
            raise ViolatedAt(RuleViolated(SIZE, (key, wanted[key]), (key, loaded[key])), "load")
    if how == "lenient":
        return
    for rule, keys in (
        (MISSING, wanted.keys() - loaded.keys()),
        (UNEXPECTED, loaded.keys() - wanted.keys()),
    ):
        if keys:
            first = min(keys)
            input_domain, has = (first, "absent") if rule is MISSING else ("absent", first)
            raise ViolatedAt(RuleViolated(rule, input_domain, has), "load")


def state(node: Node) -> dict[str, Shape]:
    """The weights and buffers of a network by their keys, with their shapes."""
    if isinstance(node, Block):
        return _state(node)
    return LAYERS[node.kind].state(node.options) if node is not None else {}


@lru_cache(maxsize=2048)
def _state(block: Block) -> dict[str, Shape]:
    children = ((name, state(child)) for name, child in block.children.items())
    return {f"{name}.{key}": shape for name, held in children for key, shape in held.items()}
