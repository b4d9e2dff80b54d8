"""weights_lines(): the weights that a network can't load, by the modules that have them."""

from collections.abc import Iterator

from fuzz.check.pretrained import PretrainedFit
from strategies.rule import shown

MOST = 6
"""Modules that are named where the same is said of many."""


def weights_lines(fit: PretrainedFit) -> Iterator[str]:
    """How many weights fit; then, in a line for the modules that have the same, those that do not."""
    where = f" under {fit.prefix.rstrip('.')}" if fit.prefix else ""
    yield f"{fit.fits} of {fit.count} of torchvision's {fit.member} fit{where}"
    modules: dict[str, dict[str, str]] = {}
    for name, own, theirs in fit.unfit:
        module, what = _split(name)
        modules.setdefault(module, {})[what] = f"{shown(own)}, there {shown(theirs)}"
    yield from (f"{names}: {', '.join(parts)}" for names, parts in _grouped(modules))
    lacking: dict[str, dict[str, str]] = {}
    for name in fit.missing:
        module, what = _split(name)
        lacking.setdefault(module, {})[what] = ""
    yield from (f"no {names}: {', '.join(parts)}" for names, parts in _grouped(lacking))


def _split(name: str) -> tuple[str, str]:
    """The module that has a weight, and what it calls it."""
    module, _, what = name.rpartition(".")
    return module, what


def _grouped(modules: dict[str, dict[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Modules of the same weights together, and of these the weights of the same shapes."""
    groups: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for module, weights in modules.items():
        groups.setdefault(tuple(weights.items()), []).append(module)
    for same, names in groups.items():
        shapes: dict[str, list[str]] = {}
        for what, shape in same:
            shapes.setdefault(shape, []).append(what)
        parts = (" ".join(filter(None, (", ".join(those), shape))) for shape, those in shapes.items())
        yield _listed(names), list(parts)


def _listed(names: list[str]) -> str:
    """Names, of which many alike say no more than a few."""
    if len(names) <= MOST:
        return ", ".join(names)
    return f"{', '.join(names[:MOST])} and {len(names) - MOST} more"
