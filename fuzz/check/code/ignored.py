"""ignored(): settings that are not read, where a call leaves the argument of that name at a default."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from torch import nn

from fuzz.check.code.given import given_by, says_all
from fuzz.check.code.own import own_parts
from fuzz.check.code.tally import arguments_of, default_of
from fuzz.check.code.tree import tree_of
from fuzz.check.network.place import Places, files_of
from fuzz.execution.named.place import Place, place_of

WHOLE = ("asdict", "astuple", "vars", "fields", "attrgetter", "__dict__", "_asdict")
"""What reads the settings of a class without their names."""


OTHERS = 2
"""How many settings of the object a call takes at least, so that it may be expected to take all."""


class Ignored(NamedTuple):
    """A setting of a class, with the ``value`` that it has and is not read; the argument that is left
    at another one, the call as it is meant, and its line."""

    setting: str
    value: object
    argument: str
    meant: str
    place: Place


class _Setting(NamedTuple):
    kind: str
    name: str
    beside: frozenset[str]
    value: object


def ignored(network: nn.Module, places: Places) -> Iterator[Ignored]:
    """Each call of a function that is given other settings of the same object. None where settings may
    be read as a whole, as by ``asdict(config)`` or ``build(**config)``."""
    trees = [tree_of(file) for file in files_of(network, places)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imports = (node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))
    modules = {one.asname or one.name for node in imports for one in node.names}
    if any(_reads_all(node, modules) for node in nodes):
        return
    functions = {
        one.name: one for tree in trees for one in tree.body if isinstance(one, ast.FunctionDef)
    }
    parts = list(own_parts(network, places))
    own = [node for _, part in parts for node in ast.walk(part)]
    read = {one.attr for one in own if isinstance(one, ast.Attribute)}
    unread = list(_unread(nodes, read))
    for file, part in parts if unread else ():
        for call in (node for node in ast.walk(part) if isinstance(node, ast.Call)):
            function = functions.get(ast.unparse(call.func))
            told = (_told(call, function, one, file) for one in unread if function is not None)
            yield from (one for one in told if one is not None)


def _reads_all(node: ast.AST, modules: set[str]) -> bool:
    """Whether something may read the settings of an object without their names."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in WHOLE
        case ast.Call(func=ast.Name(id="getattr"), args=[of, *_]):
            return ast.unparse(of) not in modules
        case ast.Call(keywords=words):
            return any(one.arg is None for one in words)
    return False


def _unread(nodes: list[ast.AST], read: set[str]) -> Iterator[_Setting]:
    """The settings that are not ``read``, to which one line alone gives a value, beside a default."""
    calls = [one for one in nodes if isinstance(one, ast.Call)]
    for kind in (one for one in nodes if isinstance(one, ast.ClassDef) and _holds_settings(one)):
        lines = (one for one in kind.body if isinstance(one, ast.AnnAssign))
        fields = {one.target.id: one.value for one in lines if isinstance(one.target, ast.Name)}
        made = [one for one in calls if ast.unparse(one.func) == kind.name]
        for name in fields.keys() - read:
            given = [given_by(one, name, list(fields)) for one in made]
            values = list(filter(None, given)) or list(filter(None, [fields[name]]))
            if len(values) == 1 and isinstance(values[0], ast.Constant):
                yield _Setting(kind.name, name, frozenset(fields.keys() & read), values[0].value)


def _holds_settings(node: ast.ClassDef) -> bool:
    marks = (*map(ast.unparse, node.decorator_list), *map(ast.unparse, node.bases))
    return any("dataclass" in one or "NamedTuple" in one for one in marks)


def _told(call: ast.Call, function: ast.FunctionDef, one: _Setting, file: str) -> Ignored | None:
    """A call that leaves out a setting, and takes at least two others of one object."""
    given = [part for part in call.args if isinstance(part, ast.Attribute) and part.attr in one.beside]
    owners = {ast.unparse(part.value) for part in given}
    default = default_of(function, one.name)
    left = says_all(call) and given_by(call, one.name, arguments_of(function)) is None
    if len(given) < OTHERS or len(owners) != 1 or not left or not isinstance(default, ast.Constant):
        return None
    if default.value == one.value:
        return None
    parts = [*map(ast.unparse, (*call.args, *call.keywords)), f"{one.name}={owners.pop()}.{one.name}"]
    return Ignored(
        f"{one.kind}.{one.name}",
        one.value,
        f"{one.name}={default.value!r} of {function.name}()",
        f"{function.name}({', '.join(parts)})",
        place_of(file, call.lineno),
    )
