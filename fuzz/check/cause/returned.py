"""Causes of what raises as a module returns something else than what is taken of it."""

import ast
import re

from msgspec.structs import replace

from fuzz.check.cause.kind import Cause
from fuzz.check.code.tree import at_line
from fuzz.check.code.written import taken_apart
from fuzz.check.plain.probe import Change
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import place_of
from strategies.layer import Layer

PAIRS = {
    "LSTM": "output, (h, c)",
    "GRU": "output, h",
    "RNN": "output, h",
    "LSTMCell": "h, c",
    "MultiheadAttention": "output, weights",
}
"""What layers return that return several things."""

TUPLE = re.compile(r"'tuple'|not tuple|got \(?tuple|\(tuple")
KEY = re.compile(r"got \(str\b|must be Tensor, not str|'str' object has no attribute")
DICT = "https://docs.python.org/3/library/stdtypes.html#mapping-types-dict"
COUNT = re.compile(r"values to unpack")
PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.{}.html"


def of_returned(raised: Raised) -> Cause | None:
    """The cause, where a tensor was taken apart, or several things were taken for a tensor."""
    return _of_tensor(raised) or _of_several(raised) or _of_keys(raised)


def _of_tensor(raised: Raised) -> Cause | None:
    """A tensor that was given to several names, which takes it apart along its first dimension."""
    one = raised.at.unpacked
    if one is None:
        return None
    text = (
        f"{one.count} names take what {one.site} returns, which is one tensor: it is taken apart along"
        " its first dimension"
    )
    if one.layer is not None and "return_indices" in _options(one.layer):
        given = replace(one.layer, options={**one.layer.options, "return_indices": True})
        fix = f"nn.{one.layer.kind}(..., return_indices=True), which returns the indices as well"
        page = PAGE.format(one.layer.kind)
        change = Change(one.site, given)
        return Cause(text, fix, "unpacked_tensor", page, changes=((fix, change),), site=one.site)
    fix = f"give it one name: x = {one.called}(...)"
    if one.kind in PAIRS:
        text = f"{one.site}, an nn.{one.kind}, returns {PAIRS[one.kind]}: there is nothing more to take"
        fix = f"take that apart: {PAIRS[one.kind]} = {one.called}(...)"
    return Cause(text, fix, "unpacked_tensor", place=one.place)


def _options(layer: Layer) -> tuple[str, ...]:
    return ("return_indices",) if "MaxPool" in layer.kind else ()


def _of_keys(raised: Raised) -> Cause | None:
    """A name that a layer is given, as the loop around it goes through a dictionary."""
    place = raised.at.place
    loops = at_line(place, ast.For) if place is not None and raised.stage == "forward" else []
    if KEY.search(raised.message) is None or place is None or not loops:
        return None
    return Cause(
        f"{raised.at.site or 'a function'} is given a str, and no tensor: what goes through a dictionary"
        " gets its keys",
        "go through its values: for x in features.values(), or features.items() for both",
        "keys_for_values",
        DICT,
        place=place_of(place.file, loops[-1].lineno),
    )


def _of_several(raised: Raised) -> Cause | None:
    """What a layer returns that returns several things, used as if it were one, or another number."""
    left, place = raised.at.left, raised.at.place
    if left is None or place is None or left.name not in PAIRS:
        return None
    name = left.site.rpartition(".")[2]
    counted = COUNT.search(raised.message) is not None and taken_apart(place) is not None
    if not counted and TUPLE.search(raised.message) is None:
        return None
    what = PAIRS[left.name]
    text = f"{left.site}, an nn.{left.name}, returns {what}, and is used as if it were one tensor"
    fix = f"take the first of what it returns: self.{name}(...)[0]"
    if name.isdigit():
        fix = "take the first of what it returns, in forward() or in a module of its own"
    if counted:
        text = f"{left.site}, an nn.{left.name}, returns {what}"
        fix = f"take that apart: {what} = self.{name}(...)"
    return Cause(text, fix, "several_returned", PAGE.format(left.name), place=place)
