"""The load stage: the state dict of the unedited network must have the keys and shapes of the edited."""

from functools import lru_cache

from strategies.case import Load
from strategies.layer import LAYERS
from strategies.network.models import network
from strategies.network.node import Block, Node
from strategies.repair import Repair, SetCase
from strategies.rule import Rule, RuleViolated, shown
from strategies.subject import Subject, ordinary
from strategies.value import Shape
from strategies.violation import ViolatedAt

PAGE = "generated/torch.nn.Module.html#torch.nn.Module.load_state_dict"
BEFORE = Repair("load the state dict before the edit")
LENIENT = Repair("use strict=False", SetCase("load", "lenient"))
SIZE = Rule(
    "size",
    "{wanted} in the network, but {got} in the state dict",
    (BEFORE, Repair("remove the key from the state dict, and use strict=False")),
    PAGE,
)
MISSING = Rule(
    "missing",
    "{layer} expects the key {wanted} in the state dict, but it is {got}",
    (LENIENT, BEFORE),
    PAGE,
)
UNEXPECTED = Rule(
    "unexpected",
    "the state dict has the key {got}, which is {wanted} from the network",
    (LENIENT, BEFORE),
    PAGE,
)
FEW = Rule(
    "few_keys",
    "{layer} with strict=False loads {got} of the {wanted} keys of the network, and leaves the others as"
    " they are initialized",
    (
        Repair(
            "load the state dict before the edit that renames the modules, or leave it out",
            SetCase("load", "no"),
        ),
    ),
    PAGE,
)


def load(root: Node, how: Load, subject: Subject) -> None:
    """Raise `ViolatedAt` where the state dict of the ordinary network of a model cannot be loaded.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict
    """
    if how == "no":
        return
    loaded, wanted = state(network(ordinary(subject))), state(root)
    for key in loaded:
        if loaded[key] != wanted.get(key, loaded[key]):
            raise ViolatedAt(size_violated(key, wanted[key], loaded[key]), "load")
    if how == "lenient":
        return
    for rule, keys in (
        (MISSING, wanted.keys() - loaded.keys()),
        (UNEXPECTED, loaded.keys() - wanted.keys() - _ignored(root)),
    ):
        if keys:
            first = min(keys)
            expected, got = (first, "missing") if rule is MISSING else ("missing", first)
            raise ViolatedAt(RuleViolated(rule, expected, got), "load")


def doubt_load(root: Node, how: Load, subject: Subject) -> RuleViolated | None:
    """The misuse of a lenient load that leaves most of the network as it is initialized."""
    if how != "lenient":
        return None
    loaded, wanted = state(network(ordinary(subject))), state(root)
    count = sum(key in loaded for key in wanted)
    if wanted and 2 * count >= len(wanted):
        return None
    return RuleViolated(FEW, len(wanted), count)


def size_violated(key: str, wanted: Shape, got: Shape) -> RuleViolated:
    """The violation of `SIZE` by a key with one shape in the network, another in the state dict."""
    return RuleViolated(SIZE, f"{key} has shape {shown(wanted)}", got)


def state(node: Node) -> dict[str, Shape]:
    """The keys of a network's state dict, with the shapes of its parameters and buffers."""
    if isinstance(node, Block):
        return _state(node)
    return LAYERS[node.kind].state(node.options) if node is not None else {}


@lru_cache(maxsize=2048)
def _ignored(node: Node) -> frozenset[str]:
    """The keys that the layers of a network leave alone, so that none of them is unexpected."""
    if isinstance(node, Block):
        return frozenset(
            f"{name}.{key}" for name, child in node.children.items() for key in _ignored(child)
        )
    return frozenset(LAYERS[node.kind].ignores) if node is not None else frozenset()


@lru_cache(maxsize=2048)
def _state(block: Block) -> dict[str, Shape]:
    children = ((name, state(child)) for name, child in block.children.items())
    return {f"{name}.{key}": shape for name, held in children for key, shape in held.items()}
