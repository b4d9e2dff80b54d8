"""unknown_name(): a name that nothing assigns, and those that are spelled almost like it."""

import ast
import re
from difflib import get_close_matches

from fuzz.check.code.tree import at_line
from fuzz.execution.named.place import Place

NAME = re.compile(r"name '(\w+)' is not defined")
ATTRIBUTE = re.compile(r"'(\w+)' object has no attribute '(\w+)'")


def unknown_name(exception: str, message: str, place: Place | None) -> tuple[str, str] | None:
    """What is not there and which names are near, "" for none; None where the message is another, or is
    about an object of another class."""
    if place is None:
        return None
    if exception == "NameError" and (named := NAME.search(message)) is not None:
        around = at_line(place, ast.FunctionDef)[-1:]
        names = {node.id for one in around for node in ast.walk(one) if isinstance(node, ast.Name)}
        return named[1], _near(named[1], names)
    if exception == "AttributeError" and (named := ATTRIBUTE.search(message)) is not None:
        around_it = [one for one in at_line(place, ast.ClassDef)[-1:] if one.name == named[1]]
        nodes = [node for one in around_it for node in ast.walk(one) if isinstance(node, ast.Attribute)]
        names = {node.attr for node in nodes if ast.unparse(node.value) == "self"}
        if around_it and f"self.{named[2]}" in place.code:
            return f"self.{named[2]}", _near(named[2], names, "self.")
    return None


def _near(word: str, names: set[str], before: str = "") -> str:
    near = get_close_matches(word, names - {word}, n=2)
    return " or ".join(f"{before}{one}" for one in near)
