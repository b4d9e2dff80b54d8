"""strays(): modules that were put under a name which is nearly one of those that their class reads."""

from collections.abc import Iterator
from difflib import get_close_matches

from torch import nn

from fuzz.check.network.place import is_torchs
from fuzz.check.plain.at import Stray

NEAR = 0.8


def strays(network: nn.Module, called: set[str]) -> Iterator[Stray]:
    """Each module that was not called, nor anything of it, though another child of what has it was whose
    name is nearly the same; ``called`` are the paths of what was. Names with numbers are many alike."""
    for site, module in network.named_modules():
        if not called.isdisjoint(_paths(site, module)) or not site or site[-1].isdigit():
            continue
        parent_site, _, name = site.rpartition(".")
        parent = network.get_submodule(parent_site)
        others = [
            one
            for one in parent._modules
            if one != name and f"{parent_site}.{one}".lstrip(".") in called
        ]
        near = get_close_matches(name, others, 1, NEAR)
        if near and not is_torchs(parent) and not _reads(type(parent), name):
            yield Stray(site, type(parent).__name__, near[0])


def _paths(site: str, module: nn.Module) -> set[str]:
    return {".".join(filter(None, (site, name))) for name, _ in module.named_modules()}


def _reads(kind: type[nn.Module], name: str) -> bool:
    """Whether any method of a class has a name in its code."""
    methods = (getattr(kind, one, None) for one in dir(kind))
    codes = (getattr(one, "__code__", None) for one in methods)
    return any(code is not None and name in (*code.co_names, *code.co_consts) for code in codes)
