"""Descriptions that ``python -m benchmarks.describe`` made from the real networks, as plain JSON."""

from pathlib import Path

import msgspec

from strategies.layer import FrozenLayer, Layer
from strategies.network.node import Block, Node
from strategies.network.program import Program
from strategies.value import Value


class Described(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A module: a layer with ``options``, or one with ``children`` and the name of its ``program``.

    The parameters of a layer that is ``frozen`` don't require grad.
    """

    kind: str
    options: dict[str, Value] = {}
    frozen: bool = False
    program: str = ""
    children: "dict[str, Described | None]" = {}


class Description(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network: what it is of, the programs of its modules by name, and the whole of it."""

    made_from: str
    programs: dict[str, Program]
    network: Described


def read(name: str) -> Block:
    """The network of a file beside this one."""
    text = (Path(__file__).parent / f"{name}.json").read_bytes()
    return restored(msgspec.json.decode(text, type=Description))


def restored(description: Description) -> Block:
    """The network of a description."""

    def node(one: Described | None) -> Node:
        if one is None:
            return None
        if not one.program:
            return (FrozenLayer if one.frozen else Layer)(one.kind, one.options)
        children = {name: node(child) for name, child in one.children.items()}
        return Block(one.kind, children, description.programs[one.program])

    root = node(description.network)
    assert isinstance(root, Block)
    return root
