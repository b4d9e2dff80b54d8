"""Where the modules of a network stand in its picture: rows of layers, and stages with their blocks."""

from collections.abc import Iterator
from typing import NamedTuple

from strategies.network.models import model_of, network
from strategies.network.node import Block, Node, below
from strategies.subject import Subject


class Row(NamedTuple):
    """Modules one behind the other, by their sites."""

    sites: tuple[str, ...]


class Part(NamedTuple):
    """A block of a stage: its site, and the sites of the modules in it."""

    site: str
    children: tuple[str, ...]


class Stage(NamedTuple):
    """A stage: its site, those of what is around its blocks and no more, and the blocks."""

    site: str
    around: tuple[str, ...]
    blocks: tuple[Part, ...]


def layout(subject: Subject) -> list[Row | Stage]:
    """The rows and stages of an unedited network, in the order of its modules."""
    joined: list[Row | Stage] = []
    for one in _below(network(subject), "", model_of(subject).stages):
        if isinstance(one, Row) and joined and isinstance(joined[-1], Row):
            joined[-1] = Row((*joined[-1].sites, *one.sites))
        else:
            joined.append(one)
    return joined


def _below(block: Block, path: str, stages: tuple[str, ...]) -> Iterator[Row | Stage]:
    for name, child in block.children.items():
        site = below(path, name)
        if not isinstance(child, Block):
            yield Row((site,))
        elif site in stages or not (stages or _is_plain(child)):
            yield _stage(child, site)
        elif any(stage.startswith(f"{site}.") for stage in stages):
            yield Row((site,))
            yield from _below(child, site, stages)
        else:
            yield Row((site,))


def _is_plain(block: Block) -> bool:
    """Whether there are layers alone in a module."""
    return not any(isinstance(child, Block) for child in block.children.values())


def _stage(stage: Block, site: str) -> Stage:
    around, within, inner = list[str](), site, stage
    while len(inner.children) == 1 and isinstance(child := next(iter(inner.children.values())), Block):
        within, inner = below(within, next(iter(inner.children))), child
        around.append(within)
    blocks = (_part(child, below(within, name)) for name, child in inner.children.items())
    return Stage(site, tuple(around), tuple(blocks))


def _part(block: Node, site: str) -> Part:
    names = block.children if isinstance(block, Block) else ()
    return Part(site, tuple(below(site, name) for name in names))
