"""Messages about an object of another type than the code takes it for."""

import difflib

from fuzz.message.expression import attribute_of, called, indexed, looped
from fuzz.message.reading import Told, plain, reading
from fuzz.message.table.general.advice import bare
from fuzz.message.words import OF_BOTH, OF_TENSORS
from strategies.layer import LAYERS

PYTHON = "https://docs.python.org/3/library/stdtypes.html"
MODULE = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html"
OF_NUMPY = {
    "astype": "x.to(torch.float32), or x.float(), x.long()",
    "copy": "x.clone()",
    "append": "a list of tensors, joined by torch.stack(list) or torch.cat(list)",
    "concatenate": "torch.cat",
    "expand_dims": "x.unsqueeze(dim)",
    "repeat_interleaved": "x.repeat_interleave(n)",
}
"""What numpy and Python call a method that a tensor has under another name, or not."""

CLOSE = 0.7
"""How much alike a misspelled name is, of 1."""

CALLED = ("method", "function", "builtin_function_or_method", "generator")


def _other(told: Told) -> dict[str, str] | None:
    """What an object is, whose attribute was asked for."""
    kind, name = bare(told.text("kind")), told.text("name")
    found = attribute_of(told, name)
    said = {
        "found": f"{found} is of type {kind}" if found else f"the object is of type {kind}",
        "kind": kind,
    }
    if kind in ("Tensor", "Parameter"):
        near = difflib.get_close_matches(name, (*OF_TENSORS, *OF_BOTH), 1, CLOSE)
        advice = OF_NUMPY.get(name) or (f"x.{near[0]}" if near else "")
        if not advice:
            return None
        return said | {"advice": advice}
    if kind in LAYERS and name in OF_TENSORS:
        return said | {
            "advice": "it is a layer, not a tensor: its weight is layer.weight, its output layer(x)"
        }
    if kind in ("int", "float", "str", "bool") and name in OF_TENSORS:
        return said | {
            "advice": "a tensor is wanted there: torch.tensor(value) for a number; print what is passed"
        }
    if name in ("items", "keys", "values") and kind in ("str", "list", "tuple", "set"):
        return said | {"advice": "a dictionary is wanted there: {'layer4': 'features'}"}
    return None


def _method(told: Told, found: str) -> dict[str, str] | None:
    kind = bare(told.text("kind"))
    if kind == "generator":
        advice = "make a list of it first: list({found})"
    elif kind in CALLED:
        advice = "call it: {found}()"
    else:
        return None
    return {
        "kind": kind,
        "found": found or "what stands there",
        "advice": advice.replace("{found}", found or "it"),
    }


def _callee(told: Told) -> dict[str, str] | None:
    """What was called, and is no function."""
    kind, found = bare(told.text("kind")), called(told)
    if kind in ("module", "type", "NoneType"):
        return None
    why = {
        "Tensor": "a tensor is no function: an operator such as * is missing, or a layer or function was"
        " assigned a tensor under its name",
        "Size": "a shape is no function: x.shape[0] or x.size(0)",
        "str": "a name is no layer: look the class up, getattr(nn, name)()",
        "list": "a list of layers is no layer: nn.Sequential(*layers), or call them one by one",
        "bool": "True or False stands where a layer or a function is wanted, as downsample of a block",
        "int": "a number stands where a function is wanted, or a function was assigned one under"
        " its name",
        "property": "a property is read without ( )",
    }.get(
        kind,
        "the object itself stands where its class or a function is wanted; a library that makes it"
        " by itself takes the class, as torch.optim.SGD, with its options beside it",
    )
    return {"kind": kind, "found": found or "what stands in front of ( )", "advice": why}


READINGS = (
    reading(
        "'{kind:name}' object has no attribute '{name:name}'",
        answers=(
            plain(
                "general.attribute",
                cause="{found}, which has no {name}",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=_other,
            ),
        ),
    ),
    reading(
        "'{kind:name}' object is not iterable",
        "argument after * must be an iterable, not {kind:name}",
        "'{kind:name}' object is not subscriptable",
        answers=(
            plain(
                "general.not_called",
                cause="{found} is of type {kind}, of which nothing can be taken",
                fix="{advice}",
                page=PYTHON,
                confidence="likely",
                more=lambda told: _method(told, looped(told) or indexed(told)),
            ),
        ),
    ),
    reading(
        "'{kind:name}' object is not callable",
        answers=(
            plain(
                "general.called",
                cause="{found} is called, and is of type {kind}",
                fix="{advice}",
                page=MODULE,
                confidence="likely",
                more=_callee,
            ),
        ),
    ),
)
