"""cycle_of(): a module that is part of itself, so that what goes through all modules never ends."""

from traceback import walk_tb
from types import TracebackType

from torch import nn

from fuzz.check.code.assigned import assigned_in
from fuzz.check.plain.at import Kept


def cycle_of(network: nn.Module) -> Kept | None:
    """The attribute of a module by which it has one that it is itself a part of, as its parent."""
    waiting: list[tuple[str, nn.Module, tuple[nn.Module, ...]]] = [("", network, (network,))]
    seen = {network}
    while waiting:
        site, module, above = waiting.pop()
        for name, child in module._modules.items():
            if child is None:
                continue
            if child in above:
                return Kept(name, site, assigned_in(type(module), name))
            if child not in seen:
                seen.add(child)
                waiting.append((f"{site}.{name}" if site else name, child, (*above, child)))
    return None


def cycle_in(trace: TracebackType | None) -> Kept | None:
    """The same of the first module that a recursion without an end went through."""
    owners = (frame.f_locals.get("self") for frame, _ in walk_tb(trace))
    first = next((one for one in owners if isinstance(one, nn.Module)), None)
    return cycle_of(first) if first is not None and "_modules" in vars(first) else None
