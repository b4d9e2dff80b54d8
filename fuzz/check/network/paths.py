"""Paths of parameters and modules, as they are told."""

from itertools import takewhile

from fuzz.text import counted


def told(names: list[str]) -> str:
    """The only one of some parameters, or the module that has all; or that and how many more."""
    at, owners = first(names), len({owner(name) for name in names})
    if len(names) == 1:
        return names[0]
    if at and at == owner(names[0]) and owners > 1:
        return f"{at} and {counted(owners - 1, 'more module')}"
    return at or counted(len(names), "parameter")


def owner(parameter: str) -> str:
    """The path of the module that has a parameter."""
    return parameter.rpartition(".")[0]


def common(names: list[str]) -> str:
    """The path of the innermost module that has all of these parameters."""
    paths = [owner(name).split(".") for name in names]
    levels = zip(*paths, strict=False)
    return ".".join(parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, levels))


def first(names: list[str]) -> str:
    """Where to look: the innermost module that has all of these parameters; or one of many that are of
    the same name, each in a block of its own."""
    same = len({owner(name).rpartition(".")[2] for name in names}) == 1
    return owner(names[0]) if same else common(names)
