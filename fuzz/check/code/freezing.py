"""freezing(): the line that has frozen a layer, where nothing is left to be trained."""

import ast
from itertools import dropwhile

from fuzz.check.code.tree import at_line, function_of, is_inside, tree_of
from fuzz.execution.named.place import Call, Place, place_of


def freezing(trail: tuple[Call, ...], beside: Place | None) -> Place | None:
    """The line of a ``trail`` of calls, the innermost first, that is to be changed: where a method does
    it, the line itself, or the condition that it hangs on; where a function does it that is given the
    network, its call, in the function that has the line ``beside``, at which the layer was made.
    """
    if not trail:
        return None
    place, *outer = (one.place for one in trail)
    function = function_of(place)
    if is_inside(beside, function, place.file) or at_line(place, ast.ClassDef):
        return _condition(place)
    around = list(dropwhile(lambda one: is_inside(one, function, place.file), outer))
    near = [one for one in around if is_inside(beside, function_of(one), one.file)]
    return next(iter(near or around), _condition(place))


def _condition(place: Place) -> Place:
    """The line of the condition that a line hangs on by itself; else that line."""
    around = (node for node in ast.walk(tree_of(place.file)) if isinstance(node, ast.If))
    lines = [one.lineno for one in around if place.line in (child.lineno for child in one.body)]
    return place_of(place.file, lines[-1]) if lines else place
