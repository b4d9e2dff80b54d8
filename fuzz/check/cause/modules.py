"""Causes of what raises as modules are gone through: one that is part of itself, one that lacks what
another of such a name has, a forward() inside of a method."""

import ast
import re

from fuzz.check.cause.kind import CYCLE, Cause
from fuzz.check.code.tree import at_line, tree_of
from fuzz.check.plain.seen import Raised
from fuzz.execution.named.place import Place

MISSING = re.compile(r"^'(\w+)' object has no attribute '(weight|bias)'")
OF_NONE = re.compile(r"'NoneType' object has no attribute|None.*must be Tensor|not NoneType")
APPLY = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.apply"


def of_modules(raised: Raised) -> Cause | None:
    """The cause, where it is one of these."""
    return _of_cycle(raised) or _of_nested(raised) or _of_missing(raised) or _of_bias(raised)


def _of_cycle(raised: Raised) -> Cause | None:
    cycle = raised.at.cycle
    if raised.exception != "RecursionError" or cycle is None:
        return None
    return Cause(
        f"{cycle.site}.{cycle.name} is a module of which {cycle.site} is itself a part: what goes"
        " through all modules, such as train(), eval() or to(), goes round without an end",
        f"hand over what is needed of it in place of the module; or hide it from nn.Module in a list:"
        f" self.{cycle.name} = [module]",
        CYCLE,
        site=cycle.site,
        place=cycle.place,
    )


def _of_nested(raised: Raised) -> Cause | None:
    nested = raised.at.nested
    if raised.exception != "NotImplementedError" or nested is None:
        return None
    return Cause(
        f"forward() is a function inside of {nested.name}(), by its indentation, and no method of"
        f" {raised.at.kind}",
        f"indent def forward as far as def {nested.name}",
        "module.no_forward",
        place=nested.place,
    )


def _of_missing(raised: Raised) -> Cause | None:
    """A module of the user's that is taken for a layer by its name, or as it is one of all modules."""
    found = MISSING.search(raised.message)
    place = raised.at.place
    if found is None or place is None or not re.search(rf"\.{found[2]}\b", place.code):
        return None
    kind, attribute = found[1], found[2]
    text = next((one for one in _texts_asked(place) if one and one in kind), None)
    fix = "ask for the class in place of the name: isinstance(m, (nn.Conv2d, nn.Linear))"
    if text is not None:
        why = f"{kind} has {text!r} in its name, as the condition asks, and no {attribute} of its own"
        return Cause(f"{why}: it is no layer, but holds some", fix, "named_like_layer", APPLY)
    if _goes_through_all(place):
        why = f"all modules are gone through, those too that have no {attribute}, such as {kind}"
        fix = "ask first: if isinstance(m, (nn.Conv2d, nn.Linear)):"
        return Cause(why, fix, "named_like_layer", APPLY)
    return None


def _of_bias(raised: Raised) -> Cause | None:
    """The bias of a layer without one, or the weight of a norm that has none."""
    place = raised.at.place
    code = place.code if place is not None else ""
    there = re.search(r"(\w+)\.(bias|weight)\b", code)
    if raised.stage != "build" or there is None or OF_NONE.search(raised.message) is None:
        return None
    option = "bias=False" if there[2] == "bias" else "affine=False"
    return Cause(
        f"{there[0]} is None: the layer was made with {option}, or is a norm of the like",
        f"ask first: if {there[0]} is not None:",
        "missing_bias",
        APPLY,
    )


def _texts_asked(place: Place) -> list[str]:
    """The texts in the conditions around a line."""
    tests = (
        node.test
        for node in ast.walk(tree_of(place.file))
        if isinstance(node, ast.If)
        and any(one.lineno <= place.line <= (one.end_lineno or 0) for one in node.body)
    )
    parts = (part for test in tests for part in ast.walk(test))
    return [one.value for one in parts if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def _goes_through_all(place: Place) -> bool:
    """Whether the line is in a loop over modules, or in a function that apply() is given."""
    for function in at_line(place, ast.FunctionDef)[-1:]:
        loops = [one for one in ast.walk(function) if isinstance(one, ast.For)]
        over = [
            ast.unparse(one.iter) for one in loops if one.lineno <= place.line <= (one.end_lineno or 0)
        ]
        if any(re.search(r"\.(named_)?(modules|children)\(\)", one) for one in over):
            return True
        calls = (one for one in ast.walk(tree_of(place.file)) if isinstance(one, ast.Call))
        return any(
            ast.unparse(one.func).endswith(".apply")
            and any(ast.unparse(given).rpartition(".")[2] == function.name for given in one.args)
            for one in calls
        )
    return False
