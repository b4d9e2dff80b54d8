"""Messages about an object of another type than the code takes it for."""

import builtins
import difflib
import re
from collections.abc import Callable

from fuzz.message.expression import attribute_of, called, indexed, looped
from fuzz.message.reading import Answering, Told, plain, reading
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
    "float32": "x.float()",
    "repeat_interleaved": "x.repeat_interleave(n)",
    "resize": "x.reshape(...) for another shape of the same values; F.interpolate(x, size) for images",
    "to_numpy": "x.numpy(), of x.detach().cpu()",
}
"""What numpy and Python call a method that a tensor has under another name, or not."""

OF_DICTS = ("items", "keys", "values")

CLOSE = 0.8
"""How much alike a misspelled name is, of 1."""
LONG = 5
"""How many letters a misspelled name has at least: a shorter one is alike to too many."""

CALLED = ("method", "function", "builtin_function_or_method", "generator")

MODULES = ("np", "numpy", "torch", "F", "nn", "math", "plt", "cv2", "scipy")
"""Of np.exp(values): it is an item of the values that has no exp, not the module."""


def _other(told: Told) -> dict[str, str] | None:
    """What an object is, whose attribute was asked for."""
    kind, name = bare(told.text("kind")), told.text("name")
    found = attribute_of(told, name)
    advice = _in_place_of(kind, name)
    if not advice or found in MODULES:
        return None
    return {
        "found": f"{found} is of type {kind}" if found else f"the object is of type {kind}",
        "kind": kind,
        "advice": advice,
    }


def _in_place_of(kind: str, name: str) -> str:
    """What to use in place of an attribute that a type has not; "" where that is not known."""
    if name in OF_DICTS and kind in ("str", "list", "tuple", "set", "Tensor"):
        return f"a dictionary is wanted there, and this is a {kind}: print it where it is made"
    if kind in ("Tensor", "Parameter"):
        return OF_NUMPY.get(name) or _meant(name)
    if kind in LAYERS and name in OF_TENSORS:
        return "it is a layer, not a tensor: its weight is layer.weight, its output layer(x)"
    if kind in ("int", "float", "str", "bool") and name in OF_TENSORS:
        return (
            f"a tensor, or another object with a {name}, is wanted there: print what is passed;"
            " torch.tensor(value) makes one of a number"
        )
    return ""


def _meant(name: str) -> str:
    """The attribute of a tensor that was misspelled; "" where it is none, or one that torch has."""
    known = (*OF_TENSORS, *OF_BOTH)
    near = () if len(name) < LONG or name in known else difflib.get_close_matches(name, known, 1, CLOSE)
    return f"x.{near[0]}" if near else ""


def _method(told: Told, found: str) -> dict[str, str] | None:
    kind = bare(told.text("kind"))
    if kind not in CALLED:
        return None
    advice = f"make a list of it first: list({found or '...'})"
    return {
        "kind": kind,
        "found": found or "what stands there",
        "advice": advice
        if kind == "generator"
        else f"call it: {found}()"
        if found
        else "call it, with ( )",
    }


def _uncalled(part: Callable[[Told], str]) -> Answering:
    """The answer to a method or function that was looped over, or indexed."""
    return plain(
        "general.not_called",
        cause="{found} is of type {kind}, of which nothing can be taken",
        fix="{advice}",
        page=PYTHON,
        confidence="likely",
        more=lambda told: _method(told, part(told)),
    )


WHY = {
    "Tensor": "a tensor is no function: an operator such as * is missing, or a layer or function was"
    " assigned a tensor under its name",
    "Size": "a shape is no function: x.shape[0] or x.size(0)",
    "list": "a list of layers is no layer: nn.Sequential(*layers), or call them one by one; where its"
    " name is that of a function, a line above assigned the list to it",
    "bool": "True or False stands where a layer or a function is wanted, as downsample of a block",
    "int": "a number stands where a function is wanted, or a function was assigned one under its name",
    "property": "a property is read without ( )",
    **dict.fromkeys(
        ("dict", "OrderedDict", "tuple", "ndarray", "DataFrame", "Series"),
        "an element is taken with [ ] in place of ( )",
    ),
}
"""Why what is called is of that type."""

READ = re.compile(
    r"\.(?:ndim|T|mT|is_cuda|shape|training|dtype|device|requires_grad|grad|data|is_leaf)$"
)
"""Attributes that a tensor or module has, and no methods."""


NO_FUNCTION = "an object stands where its class, or a function, is wanted"


def _callee(told: Told) -> dict[str, str] | None:
    """What was called, and is no function."""
    kind, found = bare(told.text("kind")), called(told)
    if kind in ("module", "type", "NoneType"):
        return None
    said = {"kind": kind, "found": found or "what stands in front of ( )"}
    if READ.search(found):
        return said | {"advice": f"it is an attribute, and is read without ( ): {found}"}
    if kind == "str":
        return said | {"advice": _of_text(found)}
    return said | {
        "advice": WHY.get(kind) or f"print {found or 'it'} where it is assigned: {NO_FUNCTION}"
    }


def _of_text(found: str) -> str:
    """Why a text is called: a name of a layer is one; that of a function may have been assigned."""
    looked_up = "a name is no layer: look the class up, getattr(nn, name)()"
    assigned = (
        f"a line above assigned a text to it, {found or 'name'} = ...: change that, and start anew"
    )
    if not found:
        return f"{looked_up}; where it is the name of a function, {assigned}"
    of_module = "." in found and not found.startswith("self.")
    return assigned if of_module or found in dir(builtins) else looked_up


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
        answers=(_uncalled(looped),),
    ),
    reading("'{kind:name}' object is not subscriptable", answers=(_uncalled(indexed),)),
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
