"""Messages of any function or class that was called with other arguments than it takes."""

import re

from fuzz.message.reading import Told, plain, reading

PYTHON = "https://docs.python.org/3/tutorial/controlflow.html#more-on-defining-functions"


def _owner(told: Told) -> dict[str, str]:
    """What was called, a class by its own name."""
    name = told.text("function")
    return {
        "function": name.removesuffix(".__init__").removesuffix(".forward"),
        "missing": told.text("name"),
    }


def _hook(told: Told) -> str:
    """What a hook is called with, where it was called by a module."""
    files = [frame.path for frame in told.raised.frames]
    last = files[-1] if files else ""
    hook = bool(re.search(r"(?:^|[_.])hook", told.text("function"))) or last.endswith(
        "nn/modules/module.py"
    )
    return (
        "a hook of a forward takes (module, inputs, output), one before it (module, inputs)"
        if hook
        else ""
    )


def _many(told: Told) -> dict[str, str]:
    method = "." in told.text("function")
    return _owner(told) | {
        "self": " with self" if method else "",
        "advice": _hook(told)
        or "compare the call with its def line, and pass options by name; a method of your own class"
        " has self as its first argument",
    }


READINGS = (
    reading(
        "{function:name}() missing {n:number} required positional argument: '{name:name}'",
        "{function:name}() missing {n:number} required keyword-only argument: '{name:name}'",
        "{function:name}() missing {n:number} required positional arguments: '{name:text}'",
        '{function:name}() missing {n:number} required positional arguments: "{name:text}"',
        answers=(
            plain(
                "general.argument_missing",
                cause="{function} was called without {missing}, which has no default",
                fix="pass it, by its name if it is no obvious one: {function}(..., {missing}=...);"
                " a method"
                " that is called on the class instead of on an object lacks its first argument",
                page=PYTHON,
                confidence="likely",
                when=lambda told: not told.text("function").endswith("__getitem__"),
                more=_owner,
            ),
        ),
    ),
    reading(
        "{function:word}() takes {wanted:number} positional argument but {got:number} were given",
        "{function:word}() takes {wanted:number} positional arguments but {got:number} were given",
        "{function:word}() takes from {least:number} to {wanted:number} positional arguments but"
        " {got:number} were given",
        answers=(
            plain(
                "general.arguments",
                cause="{function} takes {wanted} arguments{self}, and was given {got}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_many,
            ),
        ),
    ),
    reading(
        "{function:name}() got multiple values for argument '{name:name}'",
        answers=(
            plain(
                "general.argument_twice",
                cause="{missing} of {function} was passed twice: once by its place and once by its name",
                fix="pass it once: compare the order of the arguments in its def line with that of"
                " the call",
                page=PYTHON,
                confidence="likely",
                more=_owner,
            ),
        ),
    ),
)
