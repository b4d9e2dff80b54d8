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


def _lacking(told: Told) -> dict[str, str]:
    """What to pass, or the object that a method of a class was to be called on."""
    said = _owner(told)
    if said["missing"] == "self":
        advice = "call it on an object, model = Net(...), model.{function}(...), not on the class itself"
    else:
        advice = (
            "pass it, by its name if it is no obvious one: {function}(..., {missing}=...); a method"
            " that is called on the class instead of on an object lacks its first argument"
        )
    last = said["function"].rpartition(".")[2]
    named = last if said["missing"] == "self" else said["function"]
    return said | {"advice": advice.format(function=named, missing=said["missing"])}


def _many(told: Told) -> dict[str, str]:
    owner, dot, _ = told.text("function").rpartition(".")
    method = bool(dot) and not owner.endswith("<locals>")
    return _owner(told) | {
        "self": " with self" if method else "",
        "advice": "compare the call with its def line, and pass options by name; a method of your own"
        " class has self as its first argument",
    }


OF_PACKAGE = re.compile(r"site-packages/(\w+)")
"""Of a frame's path: the library that was called into last."""


def _unknown(told: Told) -> dict[str, str]:
    """A function that does not take an option: of whose release that is, where the frames say so."""
    said = _owner(told) | {"option": told.text("option")}
    paths = [frame.path for frame in told.raised.frames]
    found = next((one for path in reversed(paths) if (one := OF_PACKAGE.search(path))), None)
    library = found[1] if found else "the library that it is from"
    return said | {
        "advice": f"print help({said['function']}): where {said['option']} is spelled right, the"
        f" release of"
        f" {library} is older or newer than the code that calls it; install the one that the code was"
        " written for, or leave the argument out; in a function of your own add it to the def line"
    }


READINGS = (
    reading(
        "{function:name}() got an unexpected keyword argument '{option:name}'",
        answers=(
            plain(
                "general.option",
                cause="{function} takes no argument {option}: it is misspelled, or the installed release"
                " does not have it",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_unknown,
            ),
        ),
    ),
    reading(
        "{function:name}() missing {n:number} required positional argument: '{name:name}'",
        "{function:name}() missing {n:number} required keyword-only argument: '{name:name}'",
        "{function:name}() missing {n:number} required positional arguments: '{name:text}'",
        '{function:name}() missing {n:number} required positional arguments: "{name:text}"',
        answers=(
            plain(
                "general.argument_missing",
                cause="{function} was called without {missing}, which has no default",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                when=lambda told: not told.text("function").endswith("__getitem__"),
                more=_lacking,
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
