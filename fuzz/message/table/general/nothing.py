"""Messages about None, where something else was meant to be."""

import re

from fuzz.message.expression import attribute_of, called, indexed, looped, taken_apart
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
    (r"\.grad_fn$", "no graph was recorded", "run the forward without torch.no_grad() and detach()"),
)

MOSTLY = (
    "; mostly a function without return gave it, an option was left out, a key was not found by"
    " get(), or"
    " it was never set"
)

OF_CAM = re.compile(r"\bgrad-?cam|gradients? (?:is|are)\b|pytorch_grad_cam", re.IGNORECASE)


def _what(told: Told, name: str, done: str) -> dict[str, str]:
    """What is None, as far as a line of source tells it, and why that mostly is so."""
    if not name and OF_CAM.search(told.rest):
        name = "the gradient or activation of the layer"
    for pattern, why, advice in KNOWN:
        if name and re.search(pattern, name):
            return {"none": name, "done": done, "why": f": {why}", "advice": advice}
    if name.endswith(")"):
        function = name.partition("(")[0]
        return {
            "none": name,
            "done": done,
            "why": f": {function}() returned nothing on this path",
            "advice": f"return the result at the end of {function}(); a function that changes in place"
            " returns None: don't assign what it gives",
        }
    return {
        "none": name or "a value",
        "done": done,
        "why": "",
        "advice": (
            f"print({name}) where it is assigned" * bool(name)
            or "find where it is assigned: the line that the traceback names last reads it"
        )
        + MOSTLY,
    }


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
                more=lambda told: _what(told, called(told), "it is called with ( )"),
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
                more=lambda told: _what(
                    told, taken_apart(told) or looped(told), "several values are taken out of it"
                ),
            ),
        ),
    ),
)
