"""Paths of parameters and modules, as they are told."""

from fuzz.text import counted


def told(names: list[str]) -> str:
    """The only one of some parameters, or the innermost module that has all, or else how many."""
    return names[0] if len(names) == 1 else common(names) or counted(len(names), "parameter")


def owner(parameter: str) -> str:
    """The path of the module that has a parameter."""
    return parameter.rpartition(".")[0]


def common(names: list[str]) -> str:
    """The path of the innermost module that has all of these parameters."""
    paths = [owner(name).split(".") for name in names]
    same = (parts[0] for parts in zip(*paths, strict=False) if len(set(parts)) == 1)
    return ".".join(same)
