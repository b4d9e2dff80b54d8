"""entry_of(): the number that a layer is made with in a dictionary, as a default, or in a class.

An expression is followed to where its value is written, by the calls that were at work: a name to the
one line that assigns it, an argument to what its call gives, a key or an attribute to the table. What
is assigned in several places, made by a loop or changed elsewhere is not followed.
"""

import ast
from itertools import dropwhile
from typing import NamedTuple

from fuzz.check.code.chosen import chosen_of
from fuzz.check.code.given import given_in, is_complete
from fuzz.check.code.tally import (
    arguments_of,
    default_of,
    is_given,
    is_stored,
    made_of,
    part_of,
    reads,
    reads_of_attribute,
    rows_of,
    uses_of_key,
)
from fuzz.check.code.tree import at_line, function_of, is_inside, tree_of
from fuzz.check.plain.at import Entry
from fuzz.execution.named.place import Call, place_of

LEADING = ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.BoolOp | ast.IfExp
"""Expressions that stand for another one."""

STEPS = 16
"""How far an expression is followed."""


class Way(NamedTuple):
    """An expression on the way, the calls in whose innermost line it stands, the file that it is written
    in, and whether nothing else reads the names, keys and attributes by which it was found (``sole``);
    of a table, each is read by itself."""

    node: ast.AST
    calls: tuple[Call, ...]
    file: str
    sole: bool = True


def entry_of(calls: tuple[Call, ...], given: ast.expr, option: str, value: object) -> Entry | None:
    """Where the ``value`` of an option is written, which an expression in the innermost of some calls
    stands for; None where it is written there, or can't be followed."""
    way = end_of(Way(given, calls, calls[0].place.file))
    if way is None or way.node is given or not isinstance(way.node, ast.Constant):
        return None
    if type(way.node.value) is not int or way.node.value != value:
        return None
    place = place_of(way.file, way.node.lineno)
    number = str(value)
    if place.code.count(number) != 1:
        return Entry(place, option, way.node.value)
    before, after = place.code.split(number)
    return Entry(place, option, way.node.value, before, after, way.sole)


def end_of(way: Way | None) -> Way | None:
    """What an expression comes to that leads on to no other; None where it can't be followed."""
    for _ in range(STEPS):
        if way is None or not isinstance(way.node, LEADING):
            return way
        further = step(way)
        if further is way:
            return way
        way = further
    return None


def step(way: Way) -> Way | None:
    """What an expression stands for, one step further: itself for a call, None for what is not known."""
    match way.node:
        case ast.Name():
            return _of_name(way, way.node)
        case ast.Subscript(value=table, slice=given):
            return _of_key(way, table, given)
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[given, *_]):
            return _of_key(way, table, given)
        case ast.BoolOp() | ast.IfExp():
            chosen = chosen_of(way.node, lambda one: _constant(way, one))
            return way._replace(node=chosen) if chosen is not None else None
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            return _of_self(way, name)
        case ast.Attribute(value=table, attr=name):
            return _of_attribute(way, table, name)
        case ast.Call():
            return way
    return None


def _of_name(way: Way, node: ast.Name) -> Way | None:
    """What a name stands for: an argument, or what one line assigns."""
    function = function_of(way.calls[0].place) if way.calls else None
    if function is not None:
        sole = way.sole and reads(function, node.id) == 1
        made = list(made_of(ast.walk(function), node.id))
        if node.id in arguments_of(function):
            return _of_argument(way._replace(sole=sole), function, node.id) if not made else None
        if made:
            value = made[0] if len(made) == 1 else None
            value = value or (part_of(function, node.id) if len(made) == 1 else None)
            return way._replace(node=value, sole=sole) if value is not None else None
    tree = tree_of(way.file)
    made = list(made_of(iter(tree.body), node.id))
    kinds = [one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == node.id]
    whole: list[ast.AST | None] = [*made, *kinds]
    if len(whole) != 1 or whole[0] is None or len(list(made_of(ast.walk(tree), node.id))) > len(made):
        return None
    return Way(whole[0], (), way.file, way.sole and reads(tree, node.id) == 1)


def _of_argument(way: Way, function: ast.FunctionDef, name: str) -> Way | None:
    """What the call of a function gives for an argument, or its default."""
    outer = tuple(dropwhile(lambda one: is_inside(one.place, function, way.file), way.calls))
    names = arguments_of(function)
    own = names[1:] if names[:1] in (["self"], ["cls"]) else names
    given = given_in(outer[0], name, own) if outer else None
    if given is not None:
        return Way(given, outer, outer[0].place.file, way.sole)
    if outer and not is_complete(outer[0]):
        return None
    default = default_of(function, name)
    outermost = function.name == "__init__" and len(outer) < 2  # else the call may be to blame
    return Way(default, (), way.file, way.sole and outermost) if default is not None else None


def _of_key(way: Way, table: ast.expr, given: ast.expr) -> Way | None:
    """What a dictionary that is written out has under a key, which no line gives another value; or a
    list, or what a line takes apart, at a place. The key may be a name that stands for one."""
    end, key = end_of(way._replace(node=table)), _constant(way, given)
    if end is None or key is None:
        return None
    if isinstance(end.node, ast.Tuple | ast.List):
        number = key.value if type(key.value) is int else len(end.node.elts)
        whole = not any(isinstance(one, ast.Starred) for one in end.node.elts)
        return (
            end._replace(node=end.node.elts[number]) if whole and number < len(end.node.elts) else None
        )
    rows = rows_of(end.node)
    keys = [getattr(one, "value", None) for one, _ in rows]
    files = {way.file, end.file}
    if keys.count(key.value) != 1 or None in keys:
        return None
    if any(is_given(tree_of(one), key.value) for one in files):
        return None
    read = sum(uses_of_key(tree_of(one), key.value) for one in files) if key is given else 1
    return end._replace(node=rows[keys.index(key.value)][1], sole=way.sole and read == 1)


def _constant(way: Way, node: ast.expr) -> ast.Constant | None:
    """The constant that an expression stands for; None where that is not known."""
    end = end_of(way._replace(node=node))
    return end.node if end is not None and isinstance(end.node, ast.Constant) else None


def _of_self(way: Way, name: str) -> Way | None:
    """What the constructor or the body of a class gives an attribute."""
    there = at_line(way.calls[0].place, ast.ClassDef)[-1:] if way.calls else []
    function = function_of(way.calls[0].place) if way.calls else None
    for kind in there:
        written = f"self.{name}"
        made = [*made_of(ast.walk(kind), written), *made_of(iter(kind.body), name)]
        here = list(made_of(ast.walk(function), written)) if function is not None else []
        value = made[0] if len(made) == 1 else None
        of_class = value in list(made_of(iter(kind.body), name))
        if value is not None and (made == here or of_class or isinstance(value, ast.Constant)):
            sole = way.sole and reads_of_attribute(tree_of(way.file), name) == 1
            return Way(value, () if of_class else way.calls, way.file, sole)
    return None


def _of_attribute(way: Way, table: ast.expr, name: str) -> Way | None:
    """What a class, or a call of one, gives an attribute that nothing assigns elsewhere."""
    end = end_of(way._replace(node=table))
    if end is None or any(is_stored(tree_of(one), name) for one in (way.file, end.file)):
        return None
    read = sum(reads_of_attribute(tree_of(one), name) for one in {way.file, end.file})
    end = end._replace(sole=way.sole and read == 1)
    kind = end.node
    if isinstance(kind, ast.Call):
        word = next((one.value for one in kind.keywords if one.arg == name), None)
        if word is not None:
            return end._replace(node=word)
        if kind.args or any(one.arg is None for one in kind.keywords):
            return None
        made = end_of(end._replace(node=kind.func))
        kind = made.node if made is not None else kind
        end = made._replace(sole=end.sole) if made is not None else end
    body = kind.body if isinstance(kind, ast.ClassDef) else []
    values = list(made_of(iter(body), name))
    return end._replace(node=values[0]) if len(values) == 1 and values[0] is not None else None
