"""without(): an edit dropped, and those behind it made where their modules are then."""

from collections.abc import Sequence

from msgspec.structs import replace

from strategies.case import Case
from strategies.edited import edited_network
from strategies.network.node import Block, below
from strategies.surgery import AnyEdit, Insert, Truncate


def without(case: Case, index: int) -> tuple[AnyEdit, ...]:
    """The edits of a case but one, with the sites of those behind it as they are called without it.

    What wraps a module (`Insert`), and what makes the children of a network those of an
    ``nn.Sequential`` (`Truncate`), gives other names to all that is in it.
    """
    before, dropped, behind = case.edits[:index], case.edits[index], case.edits[index + 1 :]
    if isinstance(dropped, Insert):
        inside = below(dropped.site, "0" if dropped.where == "after" else "1")
        behind = tuple(_moved(edit, inside, dropped.site) for edit in behind)
    elif isinstance(dropped, Truncate):
        root = edited_network(case.subject, before)
        there = root.children.items() if isinstance(root, Block) else ()
        names = [name for name, child in there if child is not None]
        behind = tuple(_named(edit, names) for edit in behind)
    return (*before, *behind)


def _moved(edit: AnyEdit, old: str, new: str) -> AnyEdit:
    """An edit that is made in the module of an old site, made in that of a new one."""
    if isinstance(edit, Truncate) or not f"{edit.site}.".startswith(f"{old}."):
        return edit
    return replace(edit, site=f"{new}{edit.site.removeprefix(old)}".removeprefix("."))


def _named(edit: AnyEdit, names: Sequence[str]) -> AnyEdit:
    """An edit whose site begins with the number of a child, with the name of that child."""
    first = "" if isinstance(edit, Truncate) else edit.site.partition(".")[0]
    known = first.isdecimal() and int(first) < len(names)
    return _moved(edit, first, names[int(first)]) if known else edit
