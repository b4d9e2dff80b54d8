"""of_series(): layers that one line makes in a loop, each with a number of its own."""

import ast
from collections.abc import Sequence

from msgspec.structs import replace

from fuzz.check.code.tree import tree_of
from fuzz.check.finding import Finding
from fuzz.check.network.description import Description
from fuzz.execution.named.place import Place, place_of


def of_series(those: Sequence[Finding], there: Description, *, runs: bool) -> Finding:
    """The first of findings of one line, which is about all of the layers that these are about; with the
    line of the list that it goes through, if one alone has the numbers of all that it makes, and the
    network ``runs`` with all of the changes."""
    first, last = those[0], those[-1]
    option = _option(first, there)
    sites = _alike(first.site, last.site, there) if option and first.site != last.site else []
    if not {one.site for one in those} <= set(sites) or any(
        _option(one, there) != option for one in those
    ):
        return first
    had = {site: there.layers[site].options[option] for site in sites}
    need = had | {one.site: one.change.layer.options[option] for one in those if one.change is not None}
    numbers = ", ".join(f"{need[one.site]} in {one.site}" for one in those)
    fix = f"use {option}={numbers}"
    place = _list_of(tuple(had.values()), there.made[first.site]) if runs else None
    if place is not None:
        fix = f"{fix}: {[*need.values()]} in place of {[*had.values()]}"
        fix += _other_row(place, tuple(had.values()), tuple(need.values()))
    others = ", ".join(one.site for one in those[1:])
    text = f"{first.text}; so it is with {others}, which the same line makes"
    if place is None:
        return replace(first, text=text, fix=fix, change=None)
    return replace(first, text=text, fix=fix, change=None, place=place, called=first.place)


def _option(one: Finding, there: Description) -> str:
    """The only option of a layer that the change of a finding is about; "" for others."""
    change, layer = one.change, there.layers.get(one.site)
    if change is None or layer is None or change.site != one.site or change.layer.kind != layer.kind:
        return ""
    those = [name for name, value in change.layer.options.items() if layer.options.get(name) != value]
    return those[0] if len(those) == 1 else ""


def _alike(one: str, other: str, there: Description) -> list[str]:
    """The layers that the same line makes as those at two sites, whose paths differ in one name."""
    first, second = one.split("."), other.split(".")
    if len(first) != len(second):
        return []
    at = [number for number, name in enumerate(first) if name != second[number]]
    layer = there.layers[one]
    return [
        site
        for site, own in there.layers.items()
        if len(at) == 1
        and own.kind == layer.kind
        and there.made.get(site) == there.made.get(one)
        and _but(site, at) == _but(one, at)
    ]


def _but(site: str, at: Sequence[int]) -> list[str]:
    """A path but for the names at some places."""
    return [name for number, name in enumerate(site.split(".")) if number not in at]


def _list_of(values: tuple[object, ...], made: Place) -> Place | None:
    """The line of the only list or tuple in a file that has these values, and no others, where the line
    that has made the layers goes through something."""
    if not any(_goes_through(node, made.line) for node in ast.walk(tree_of(made.file))):
        return None
    lines = [
        node.lineno
        for node in ast.walk(tree_of(made.file))
        if isinstance(node, ast.List | ast.Tuple) and _values(node) == values
    ]
    return place_of(made.file, lines[0]) if len(lines) == 1 else None


def _other_row(place: Place, had: tuple[object, ...], need: tuple[object, ...]) -> str:
    """The key of a dictionary under which the list is that is to be taken; "" where there is none."""
    for node in ast.walk(tree_of(place.file)):
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            rows = {ast.unparse(key): _values(row) for key, row in pairs if key}
            wrong, right = ([key for key, row in rows.items() if row == one] for one in (had, need))
            if len(wrong) == len(right) == 1:
                return f", as the table has them under {right[0]}, where {wrong[0]} is taken"
    return ""


def _values(node: ast.expr) -> tuple[object, ...]:
    parts = node.elts if isinstance(node, ast.List | ast.Tuple) else []
    return tuple(getattr(one, "value", None) for one in parts)


def _goes_through(node: ast.AST, line: int) -> bool:
    """Whether a line is in a loop, but for one that counts."""
    loops: Sequence[ast.For | ast.comprehension]
    match node:
        case ast.For():
            loops = [node]
        case ast.ListComp() | ast.GeneratorExp() | ast.DictComp():
            loops = node.generators
        case _:
            return False
    inside = node.lineno <= line <= (node.end_lineno or 0)
    return inside and any(not ast.unparse(one.iter).startswith("range(") for one in loops)
