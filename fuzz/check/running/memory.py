"""What a network remembers from one call to the next, in plain attributes and buffers."""

from collections.abc import Iterator
from typing import Any

from torch import Tensor, nn

from fuzz.check.code.assigned import assigned_in
from fuzz.check.network.holding import attributes, filled_by_hooks, putting
from fuzz.check.plain.at import Kept

State = dict[tuple[str, str], Any]
"""What is seen of each attribute, by the path of its module and its name."""


def state_of(network: nn.Module) -> State:
    """What is seen of all attributes: how many things a container has, the value of a number, which
    tensor it is and how often it was modified."""
    return {
        (site, name): _seen(value)
        for site, module in network.named_modules()
        for name, value in attributes(module)
    }


def changes(network: nn.Module, before: State) -> Iterator[tuple[Kept, bool]]:
    """The attributes that are not as before, and whether there is more in them; each iterator."""
    by_hooks = filled_by_hooks(network)
    for site, module in network.named_modules():
        for name, value in attributes(module):
            old, new = before.get((site, name)), _seen(value)
            used = hasattr(value, "__next__")
            if _is_same(old, new) and not used:
                continue
            written = f"self.{site}.{name}" if site else f"self.{name}"
            place = by_hooks.get(id(value)) or putting(type(module), f"self.{name}")
            place = place or assigned_in(type(module), name)
            yield Kept(written, site, place), isinstance(old, int) and isinstance(new, int) and old < new


def _is_same(old: Any, new: Any) -> bool:
    if isinstance(old, tuple) and isinstance(new, tuple):
        return old[0] is new[0] and old[1] == new[1]
    return type(old) is type(new) and bool(old == new)


def _seen(value: Any) -> Any:
    if isinstance(value, list | dict | set):
        return len(value)
    if isinstance(value, Tensor):
        return value, value._version
    return repr(value) if isinstance(value, bool | int | float | str | None) else None
