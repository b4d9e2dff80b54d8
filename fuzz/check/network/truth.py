"""truths(): layers that were given True where they take a number."""

import ast
import inspect
from collections.abc import Iterator

from torch import nn

from fuzz.check.code.tree import tree_of
from fuzz.check.network.place import Places, files_of, is_torchs, made_at
from fuzz.check.plain.oversight import Oversight
from fuzz.execution.named.place import Place, place_of
from fuzz.text import counted

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"

EPS = "eps"
"""The one number that nobody means to be False."""


def truths(network: nn.Module, places: Places) -> Iterator[Oversight]:
    """Layers of torch with an option that is a float by its annotation, and here True, which counts as
    1: it was meant for an option of bool behind it. One finding for each option of a class."""
    found: dict[tuple[str, str, bool], list[str]] = {}
    for site, module in network.named_modules():
        if is_torchs(module):
            for option, value in _bools(module):
                found.setdefault((type(module).__name__, option, value), []).append(site)
    for (kind, option, value), sites in found.items():
        options = _options(getattr(nn, kind, nn.Module))
        meant = next((name for name, one in options.items() if "bool" in str(one.annotation)), "")
        others = f" (so have {counted(len(sites) - 1, 'more module')})" if sites[1:] else ""
        yield Oversight(
            "bool_for_number",
            f"{sites[0]} has {option}={value}{others}, which counts as {int(value)}: the first thing"
            f" that nn.{kind} takes by position there is a number",
            f"name what is meant: nn.{kind}({meant}={value})" if meant else f"give {option} a number",
            sites[0],
            _call(network, places, kind, value) or made_at(network, sites[0], places),
            PAGE.format(kind),
        )


def _options(kind: type[nn.Module]) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(kind.__init__).parameters)


def _bools(module: nn.Module) -> Iterator[tuple[str, bool]]:
    for name, one in _options(type(module)).items():
        value = vars(module).get(name)
        number = "float" in str(one.annotation) and "bool" not in str(one.annotation)
        if number and (value is True or (value is False and name == EPS)):
            yield name, value


def _call(network: nn.Module, places: Places, kind: str, value: bool) -> Place | None:
    """The only line that calls the class with such an argument by position."""
    calls = {
        (file, node.lineno)
        for file in files_of(network, places)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == kind
        and any(isinstance(one, ast.Constant) and one.value is value for one in node.args)
    }
    return place_of(*calls.pop()) if len(calls) == 1 else None
