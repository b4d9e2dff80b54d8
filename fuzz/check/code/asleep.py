"""again_asleep(): how what a line puts into eval mode is put there once more; lines that let a function
do so."""

import ast

from fuzz.check.code.tree import at_line, function_of, tree_of
from fuzz.execution.named.place import Place


def again_asleep(place: Place) -> str:
    """The call of the method that the line is in, if that is not the constructor; the loop that it is
    in; or what it calls itself. "" where it can't be read."""
    function = function_of(place)
    if function is None:
        return ""
    if function.name != "__init__":
        required = len(function.args.args) - len(function.args.defaults)
        return f"self.{function.name}({'' if required < 2 else '...'})"
    for loop in at_line(place, ast.For)[-1:]:
        return f"what this loop does: for {ast.unparse(loop.target)} in {ast.unparse(loop.iter)}: ..."
    calls = at_line(place, ast.Call)
    return next((ast.unparse(one) for one in calls if puts_to_sleep(one) or hands_over(one, place)), "")


def puts_to_sleep(call: ast.Call) -> bool:
    """Whether it is x.eval(), or x.train(False)."""
    if not isinstance(call.func, ast.Attribute):
        return False
    given = [ast.unparse(one) for one in (*call.args, *(word.value for word in call.keywords))]
    return (call.func.attr, given) in (("eval", []), ("train", ["False"]))


def hands_over(call: ast.Call, place: Place) -> str:
    """What a call gives to a function of the same file that puts modules into eval mode: of
    ``self.body.apply(freeze)``, or ``freeze(self.body)``, the body. "" for any other call."""
    match call:
        case ast.Call(func=ast.Attribute(value=whose, attr="apply"), args=[ast.Name(id=name)]):
            given = whose
        case ast.Call(func=ast.Name(id=name), args=[given, *_]):
            pass
        case _:
            return ""
    functions = [
        node
        for node in ast.walk(tree_of(place.file))
        if isinstance(node, ast.FunctionDef) and node.name == name
    ]
    calls = (node for one in functions for node in ast.walk(one) if isinstance(node, ast.Call))
    return ast.unparse(given) if any(map(puts_to_sleep, calls)) else ""
