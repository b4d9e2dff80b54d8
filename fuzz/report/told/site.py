"""Sites as they are named in the unedited network, where an edit has moved them."""

from collections.abc import Iterator
from functools import cache

from strategies.network.models import network
from strategies.network.node import Block, Node
from strategies.subject import Subject


@cache
def sites() -> tuple[str, ...]:
    """The dotted paths of all modules of the unedited network, in order."""
    return tuple(_below(network(Subject()), ""))


def _below(node: Node, path: str) -> Iterator[str]:
    if path:
        yield path
    if isinstance(node, Block):
        for name, child in node.children.items():
            yield from _below(child, f"{path}.{name}" if path else name)


def named_site(site: str) -> str:
    """The module of the unedited network at a site, or the innermost one around it; "" for none.

    A layer that is put before or after a module takes its place together with it, as ``avgpool.1``;
    one that is put before the whole network moves all of it, to ``1.avgpool``.
    """
    parts = site.split(".")
    if parts[0].isdecimal():
        parts = parts[1:]
    known = set(sites())
    while parts and ".".join(parts) not in known:
        parts.pop()
    return ".".join(parts)
