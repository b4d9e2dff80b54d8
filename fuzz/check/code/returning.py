"""returning(): the line of a method or function that gives what another line takes from it."""

import ast

from fuzz.check.code.tree import at_line, tree_of
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
