"""of_python(): what Python says of values in forward(), as a network means it."""

import re
from typing import NamedTuple

from fuzz.check.cause.kind import Cause
from fuzz.check.code.outlived import LAST, outlived
from fuzz.check.code.tree import tree_of
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import Place

ERRORS = "https://docs.python.org/3/library/exceptions.html"
SHAPE = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.size.html"


class _Said(NamedTuple):
    """An exception, its message, and what the line has to show; what is told of it."""

    exception: str
    message: str
    code: str
    name: str
    text: str
    fix: str
    page: str = ERRORS


SAID = (
    _Said(
        "ValueError",
        r"values to unpack \(expected (?P<names>\d+)(?:, got (?P<sizes>\d+))?\)",
        r"=.*\.(shape|size\(\))",
        "sizes_of_shape",
        "a line takes {names} sizes of a tensor that has another number of dimensions: {code}",
        "take those of what still has height and width, in front of a pooling, a mean or a flatten; or"
        " as many as there are",
        SHAPE,
    ),
    _Said(
        "TypeError",
        r"'(?P<kind>float|int|bool)' object is not callable",
        r"",
        "number_called",
        "what is called there is a number ({kind}), and no layer: {code}",
        "make it a layer in __init__(), as nn.Dropout(0.5) for a rate; or leave out the ( )",
    ),
    _Said(
        "TypeError",
        r"'(?P<kind>list|tuple|dict)' object is not callable",
        r"",
        "list_called",
        "what is called there is a {kind}, and no layer: {code}",
        "make it nn.Sequential(*layers), which calls one after the other; or go through it: for layer in"
        " layers: x = layer(x), with nn.ModuleList in __init__()",
    ),
    _Said(
        "KeyError",
        r"^'(?P<key>[^']*)'$",
        r"\[",
        "no_such_key",
        "there is nothing under the name {key!r} when this line asks for it",
        "look at the names that fill it, print(list(it)): a hook fills it where its layer is called"
        " alone, and return_nodes or return_layers under the names that they are given",
    ),
    _Said(
        "IndexError",
        r"list index out of range|^index (?P<index>-?\d+) is out of range$",
        r"\[",
        "no_such_place",
        "the line asks for a place behind the last one: {code}",
        "the first is number 0, and the last len(...) - 1: of features that are collected in a list"
        " there are as many as were put into it",
    ),
)


def of_python(raised: Raised) -> Cause | None:
    """The cause, where the exception is one of these; None for others, and where the line shows no sign
    of it."""
    place = raised.at.place
    if place is None or raised.stage != "forward":
        return None
    for said in SAID:
        found = re.search(said.message, raised.message) if raised.exception == said.exception else None
        if found is not None and re.search(said.code, place.code):
            if said.name == "no_such_key" and (late := _of_hooks(place)) is not None:
                return late
            if said.name == "no_such_key" and raised.at.keys and raised.at.left is not None:
                return _of_keys(raised.at.left.site, raised.at.keys, found["key"], said)
            text = said.text.format(code=place.code, **found.groupdict())
            return Cause(text, said.fix, said.name, said.page)
    return None


def _of_keys(site: str, keys: tuple[str, ...], key: str, said: _Said) -> Cause:
    """What a module has returned under other names."""
    those = ", ".join(map(repr, keys))
    text = f"{site} returns nothing under the name {key!r}, but under {those}"
    fix = f"take it under the name {those}" if len(keys) == 1 else f"take one of these: {those}"
    return Cause(text, fix, said.name, said.page)


def _of_hooks(place: Place) -> Cause | None:
    """Functions that keep things under a name, which is that of the last round of the loop for all."""
    those = outlived(tree_of(place.file), place.file)
    late = [one for one in those if f"[{one.name}] =" in one.place.code]
    if len(late) != 1:
        return None
    return Cause(late[0].text, late[0].fix, LAST, place=late[0].place)
