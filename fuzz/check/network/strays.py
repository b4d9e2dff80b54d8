"""strays(): modules that were put under a name which is nearly one of those that their class reads."""

from collections.abc import Iterator
from difflib import get_close_matches

from msgspec.structs import replace
from torch import nn

from fuzz.check.network.heads import LIBRARIES
from fuzz.check.network.place import is_torchs
from fuzz.check.plain.at import Stray

NEAR = 0.8


def strays(network: nn.Module, called: set[str]) -> Iterator[Stray]:
    """Each module that was not called, nor anything of it, though another child of what has it was whose
    name is nearly the same; ``called`` are the paths of what was. Names with numbers are many alike.

    Or in a model of a library, the last linear layer that was called and takes as many features.
    """
    for site, module in network.named_modules():
        if not called.isdisjoint(_paths(site, module)) or not site:
            continue
        parent_site, _, name = site.rpartition(".")
        parent = network.get_submodule(parent_site)
        if is_torchs(parent) or _reads(type(parent), name):
            continue
        there = {path: one for path, one in parent.named_modules() if _path(parent_site, path) in called}
        others = [one for one in parent._modules if one != name and one in there]
        near = [] if site[-1].isdigit() else get_close_matches(name, others, 1, NEAR)
        if near:
            yield Stray(site, type(parent).__name__, near[0])
        elif type(parent).__module__.startswith(LIBRARIES) and "forward" not in vars(parent):
            yield from _heads(Stray(site, type(parent).__name__, ""), module, there)


def _heads(stray: Stray, module: nn.Module, there: dict[str, nn.Module]) -> Iterator[Stray]:
    """The last linear layer of a model, where a module that is not called takes as many features."""
    first = next((one for one in module.modules() if isinstance(one, nn.Linear)), None)
    linear = [(path, one) for path, one in there.items() if isinstance(one, nn.Linear)]
    if first is not None and linear and linear[-1][1].in_features == first.in_features:
        yield replace(stray, near=linear[-1][0], features=first.in_features)


def _path(*names: str) -> str:
    return ".".join(filter(None, names))


def _paths(site: str, module: nn.Module) -> set[str]:
    return {_path(site, name) for name, _ in module.named_modules()}


def _reads(kind: type[nn.Module], name: str) -> bool:
    """Whether any method of a class has a name in its code."""
    methods = (getattr(kind, one, None) for one in dir(kind))
    codes = (getattr(one, "__code__", None) for one in methods)
    return any(code is not None and name in (*code.co_names, *code.co_consts) for code in codes)
