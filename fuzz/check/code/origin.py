"""origins_at(): where the options of a layer are given, if functions of the user's hand them on."""

import ast
import inspect
from itertools import dropwhile

from msgspec.structs import replace
from torch import nn

from fuzz.check.code.computed import image_of
from fuzz.check.code.entry import entry_of
from fuzz.check.code.given import given_in
from fuzz.check.code.left import left_at_default
from fuzz.check.code.listed import listed_in
from fuzz.check.code.tree import at_line, function_of, is_inside
from fuzz.check.network.place import Places, module_at, trail_of
from fuzz.check.plain.at import Origin
from fuzz.execution.named.place import Call, Place
from strategies.layer import Layer


def origins_at(
    network: nn.Module, site: str, places: Places, layer: Layer | None, called: set[str]
) -> dict[str, Origin]:
    """Where the options of the layer at a site are given, as far as they are. Layers that were
    ``called`` before took what they got, also those that the same line has made for another call."""
    module, trail = module_at(network, site), trail_of(network, site, places)
    if module is None or layer is None:
        return {}
    kind, options = type(module), layer.options.items()
    found = {option: origin(trail, kind, option, value) for option, value in options}
    others = (name for name, _ in network.named_modules() if name != site)
    alike = {name for name in others if trail_of(network, name, places)[:1] == trail[:1]}
    there = {option: one for option, one in found.items() if one is not None}
    if alike:
        there = {option: _shared(one) for option, one in there.items()}
    return {option: _without(one) if alike & called else one for option, one in there.items()}


def _without(one: Origin) -> Origin:
    """The call that gives the value, where the line that takes it has been right for other calls."""
    return replace(one, place=one.called, terms=0) if one.called is not None else one


def _shared(one: Origin) -> Origin:
    """The same, where several layers are made with what an entry of a table has."""
    return replace(one, entry=replace(one.entry, sole=False)) if one.entry is not None else one


def origin(
    trail: tuple[Call, ...], layer: type[nn.Module], argument: str, value: object = None
) -> Origin | None:
    """Where an argument of a layer is given, a ``value``: where a function, or a class without a
    ``forward()``, only hands on what it is called with, that is its call.

    ``trail`` are the calls that led to its constructor, the innermost first. Where none
    gives the argument, that which leaves it at a default; None where there is none.
    """
    names = list(inspect.signature(layer.__init__).parameters)[1:]
    given = given_in(trail[0], argument, names) if trail else None
    if given is None:
        return left_at_default(trail, argument, value)
    found = _of(trail, given)
    return replace(
        found,
        entry=entry_of(trail, given, argument, value),
        image=image_of(trail, given),
        listed=listed_in(trail, given),
    )


def _of(trail: tuple[Call, ...], given: ast.expr) -> Origin:
    (place, _), *around = trail
    function = function_of(place)
    outer = tuple(dropwhile(lambda one: is_inside(one.place, function, place.file), around))
    handed = _handed(function, given, outer[0]) if function and outer else None
    if handed is None:
        lacking = function is not None and outer and _is_by_default(function, given)
        return Origin(place, outer[0].place) if lacking else Origin(place)
    if isinstance(given, ast.Name) and function and not _has_forward(function, place):
        return _of(outer, handed)
    return Origin(place, outer[0].place, _terms(given))


def _terms(given: ast.expr) -> int:
    """Of how many names an expression is the sum; 0 for any other."""
    match given:
        case ast.Name():
            return 1
        case ast.BinOp(left=left, right=right, op=ast.Add()):
            those = _terms(left), _terms(right)
            return sum(those) if all(those) else 0
    return 0


def _handed(function: ast.FunctionDef, given: ast.expr, outer: Call) -> ast.expr | None:
    """What the ``outer`` call of a function gives for the first of its arguments that an expression in
    it is made of; None where it is made of none, or that has its value by default."""
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    every = {*names, *(one.arg for one in function.args.kwonlyargs)}
    used = [one.id for one in ast.walk(given) if isinstance(one, ast.Name) and one.id in every]
    if not used or _is_assigned(function, used[0]):
        return None
    return given_in(outer, used[0], names[1:] if names[:1] in (["self"], ["cls"]) else names)


def _is_by_default(function: ast.FunctionDef, given: ast.expr) -> bool:
    """Whether an expression is an argument of a function that has a value where the call gives none."""
    every = (*function.args.posonlyargs, *function.args.args)
    optional = every[len(every) - len(function.args.defaults) :]
    return isinstance(given, ast.Name) and given.id in {one.arg for one in optional}


def _is_assigned(function: ast.FunctionDef, name: str) -> bool:
    """Whether a function makes another value of an argument."""
    nodes = (node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name)
    return any(isinstance(node.ctx, ast.Store) for node in nodes)


def _has_forward(function: ast.FunctionDef, place: Place) -> bool:
    """Whether it is the constructor of a class that says itself what is done with its layers."""
    classes = at_line(place, ast.ClassDef)[-1:] if function.name == "__init__" else []
    methods = (one for kind in classes for one in kind.body if isinstance(one, ast.FunctionDef))
    return any(one.name == "forward" for one in methods)
