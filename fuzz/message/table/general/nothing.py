"""Messages about None, where something else was meant to be."""

import re

from fuzz.message.expression import (
    attribute_of,
    called,
    function_of,
    indexed,
    items_of,
    looped,
    taken_apart,
)
from fuzz.message.reading import Told, plain, reading

PYTHON = "https://docs.python.org/3/library/constants.html#None"

KNOWN = (
    (
        r"\.grad$",
        "no gradient is there",
        "call loss.backward() before it is read; a parameter that is frozen or takes no part in the loss"
        " has none, and of a computed tensor it is kept by x.retain_grad()",
    ),
    (
        r"grads?$|gradients?$|activations?$|hook\w*$|of the layer$",
        "what a hook should have kept is not there",
        "register the hook at a layer that this forward applies, let gradients be recorded (no"
        " torch.no_grad(), no frozen network with an input that requires none), and call backward()"
        " before it is read",
    ),
    (
        r"\.bias$",
        "the layer was made with bias=False, as the convolutions of a ResNet are",
        "leave it out where it is None: if layer.bias is not None",
    ),
    (
        r"downsample$",
        "only the first block of a stage has a downsample",
        "if block.downsample is not None",
    ),
    (
        r"\.grad_fn$",
        "no graph was recorded",
        "run the forward without torch.no_grad() and detach(); a parameter or an input has none at any"
        " time",
    ),
)

MOSTLY = (
    "; mostly a function without return gave it, an option was left out, a key was not found by"
    " get(), or"
    " it was never set"
)

OF_CAM = re.compile(r"\bgrad-?cam|pytorch_grad_cam", re.IGNORECASE)
OWN = re.compile(r"(?:self\.)?\w+")
CALLED = "it is called with ( )"


def _what(told: Told, name: str, done: str) -> dict[str, str]:
    """What is None, as far as a line of source tells it, and why that mostly is so."""
    if not name and done != CALLED and OF_CAM.search(told.rest):
        name = "the gradient or activation of the layer"
    for pattern, why, advice in KNOWN if done != CALLED else ():
        if name and re.search(pattern, name):
            return {"none": name, "done": done, "why": f": {why}", "advice": advice}
    function = function_of(name)
    if function:
        return {"none": name, "done": done, **_returned(function)}
    where = f"print({name}) where it is assigned" if name else ""
    return {
        "none": name or "a value",
        "done": done,
        "why": "",
        "advice": (where or "find where it is assigned: the line that the traceback names last reads it")
        + MOSTLY,
    }


def _returned(function: str) -> dict[str, str]:
    """Why a function gave None: one's own has no return; another one may be made so."""
    if OWN.fullmatch(function):
        return {
            "why": f": {function}() returned nothing on this path",
            "advice": f"return the result at the end of {function}(); a function that changes in place"
            " returns None: don't assign what it gives",
        }
    return {
        "why": f": {function}() returned it",
        "advice": f"look up what {function}() returns: what changes in place (sort, append, update)"
        " gives None, and what searches (get, find, match) gives it where nothing is found",
    }


def _iterated(told: Told) -> dict[str, str]:
    """What is None where several values are taken: what is looped over, or what is taken apart."""
    if "unpack" not in told.raised.message:
        return _what(told, taken_apart(told) or looped(told), "several values are taken out of it")
    name, items = taken_apart(told), items_of(told)
    return _what(
        told,
        name or (f"an item of {items}" if items else ""),
        "it is taken apart into several names",
    )


def _attribute(told: Told) -> dict[str, str]:
    name = told.text("name")
    return _what(told, attribute_of(told, name), f".{name} is read of it")


READINGS = (
    reading(
        "'NoneType' object has no attribute '{name:name}'",
        answers=(
            plain(
                "general.none_attribute",
                cause="{none} is None{why}, and {done}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_attribute,
            ),
        ),
    ),
    reading(
        "'NoneType' object is not subscriptable",
        answers=(
            plain(
                "general.none_indexed",
                cause="{none} is None{why}, and {done}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=lambda told: _what(told, indexed(told), "it is indexed with [ ]"),
            ),
        ),
    ),
    reading(
        "'NoneType' object is not callable",
        answers=(
            plain(
                "general.none_called",
                cause="{none} is None{why}, and {done}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=lambda told: _what(told, called(told), CALLED),
            ),
        ),
    ),
    reading(
        "'NoneType' object is not iterable",
        "cannot unpack non-iterable NoneType object",
        answers=(
            plain(
                "general.none_iterated",
                cause="{none} is None{why}, and {done}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_iterated,
            ),
        ),
    ),
)
