"""The modules of a network as a tree: layers, and blocks with children and a program."""

from collections.abc import Iterator
from dataclasses import dataclass

from strategies.layer import Layer
from strategies.network.program import SEQUENTIAL, Call, CallEach, Program, SingleStep


@dataclass(frozen=True, eq=False)
class Block:
    """A module with children: its class, what its forward does (``program``), and the children by name.

    Blocks are shared and never changed, so they are compared by identity and can be cached.
    """

    kind: str
    children: dict[str, "Node"]
    program: Program

    @property
    def calls_each(self) -> bool:
        """Whether it only calls its children in turn, however many there are, as ``nn.Sequential``."""
        return self.program == SEQUENTIAL

    def steps(self) -> Iterator[SingleStep]:
        """The steps of its forward, one for each call of a child."""
        for step in self.program:
            if isinstance(step, CallEach):
                yield from map(Call, self.children)
            else:
                yield step


Node = Layer | Block | None


def sequential(*children: Node) -> Block:
    """``nn.Sequential(*children)``"""
    named = {str(index): child for index, child in enumerate(children)}
    return Block("Sequential", named, SEQUENTIAL)


def sites(block: Block, prefix: str = "") -> list[str]:
    """The path of every module below a block, in the order of ``named_modules``."""
    found = []
    for name, child in block.children.items():
        found.append(prefix + name)
        if isinstance(child, Block):
            found.extend(sites(child, f"{prefix}{name}."))
    return found


def distinct_sites(block: Block, prefix: str = "") -> list[str]:
    """The same without those of a block that has the same layers as the one before it."""
    found, before = [], None
    for name, child in block.children.items():
        if not (isinstance(child, Block) and _alike(child, before)):
            found.append(prefix + name)
            if isinstance(child, Block):
                found.extend(distinct_sites(child, f"{prefix}{name}."))
        before = child
    return found


def _alike(one: Node, other: Node) -> bool:
    """Whether two nodes have the same layers under the same names."""
    if not (isinstance(one, Block) and isinstance(other, Block)):
        return one == other
    pairs = zip(one.children.values(), other.children.values(), strict=False)
    named = (one.kind, *one.children) == (other.kind, *other.children)
    return named and all(_alike(*pair) for pair in pairs)


def at(root: Node, site: str) -> Node:
    """The module at a site; None where it is None, or there is no such site."""
    for name in site.split(".") if site else ():
        root = root.children.get(name) if isinstance(root, Block) else None
    return root


def below(site: str, name: str) -> str:
    """The site of a child of the module at a site."""
    return f"{site}.{name}" if site else name
