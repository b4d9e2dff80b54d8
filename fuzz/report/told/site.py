"""Sites as they are named in the unedited network, where an edit has moved them."""

from functools import cache

from strategies.network import node
from strategies.network.models import DEFAULT, is_seen, network
from strategies.subject import Subject


@cache
def sites(model: str = DEFAULT) -> tuple[str, ...]:
    """The dotted paths of all modules of an unedited network, in order."""
    return tuple(node.sites(network(Subject(model=model))))


def named_site(site: str, model: str = DEFAULT) -> str:
    """The module of the unedited network at a site, or the innermost one around it; "" for none.

    A layer that is put before or after a module takes its place together with it, as ``avgpool.1``;
    one that is put before the whole network moves all of it, to ``1.avgpool``. Of a network that nobody
    has described, a site is named as it is.
    """
    if not is_seen(model):
        return site
    parts, known = site.split("."), set(sites(model))
    if parts[0].isdecimal() and parts[0] not in known:
        parts = parts[1:]
    while parts and ".".join(parts) not in known:
        parts.pop()
    return ".".join(parts)
