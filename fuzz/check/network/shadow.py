"""shadows(): attributes of modules that have the name of a method of nn.Module."""

from collections.abc import Iterator

from torch import nn

from fuzz.check.code.assigned import assigned_in
from fuzz.check.plain.at import Kept

HARMLESS = ("type", "half", "float", "double", "bfloat16", "cpu", "cuda", "share_memory", "compile")
"""Methods that nobody calls unless to convert a network."""


def shadows(network: nn.Module) -> Iterator[tuple[Kept, bool]]:
    """Each with the line that assigns it, and whether it does harm: torch calls the method itself, or
    what was assigned can't be reached, as a class comes before the modules and parameters of its
    objects."""
    for site, module in network.named_modules():
        plain = [name for name, value in vars(module).items() if not callable(value)]
        inside = [*module._modules, *module._parameters, *module._buffers]
        for name in (*plain, *inside):
            if name.startswith("_") or not callable(getattr(nn.Module, name, None)):
                continue
            named = f"{site}.{name}" if site else name
            place = assigned_in(type(module), name)
            yield Kept(named, site, place), name in inside or name not in HARMLESS
