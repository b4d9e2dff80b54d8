"""Lines that return what other lines have made."""

import ast

from torch import nn

from fuzz.check.code.tree import at_line, function_of, is_inside, tree_of
from fuzz.check.network.place import line_of
from fuzz.execution.named.place import Place, place_of


def returning(place: Place) -> Place:
    """Where what a line assigns is returned as it is, under the name that it has there: by a method of
    the class or a function of the file that is called; else the line itself."""
    within: tuple[ast.ClassDef | ast.Module, ...] = (
        *at_line(place, ast.ClassDef)[-1:],
        tree_of(place.file),
    )
    for node in ast.walk(tree_of(place.file)):
        if (
            isinstance(node, ast.Assign)
            and node.lineno == place.line
            and isinstance(node.value, ast.Call)
        ):
            called = ast.unparse(node.value.func).removeprefix("self.")
            functions = (one for part in within for one in part.body if isinstance(one, ast.FunctionDef))
            for function in (one for one in functions if one.name == called):
                returned = [one for one in ast.walk(function) if isinstance(one, ast.Return)]
                if len(returned) == 1 and isinstance(returned[0].value, ast.Attribute | ast.Name):
                    return place_of(place.file, returned[0].lineno)
    return place


def handing_on(kind: type[nn.Module], made: Place | None) -> Place | None:
    """The line of the forward() of a class that returns just what that of a class above gives, where a
    line of that one has made it: others may inherit it as well. Else that line itself."""
    own = line_of(kind.forward)
    within = function_of(own) if own is not None else None
    if made is None or own is None or within is None or is_inside(made, within, own.file):
        return made
    returns = [one for one in ast.walk(within) if isinstance(one, ast.Return)]
    above = [one for base in kind.__mro__[1:] if (one := line_of(getattr(base, "forward", None)))]
    if len(returns) != 1 or not any(is_inside(made, function_of(one), one.file) for one in above):
        return made
    match returns[0].value:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="forward")):
            return place_of(own.file, returns[0].lineno)
    return made
