"""of_single(): len() of what has no length, and one number that is asked of several."""

import ast
import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import name_of
from fuzz.check.plain.seen import Raised
from strategies.layer import LAYERS
from strategies.rule import shown

NO_LENGTH = re.compile(r"object of type '(\w+)' has no len\(\)")
NO_RANGE = re.compile(r"'(list|tuple|str)' object cannot be interpreted as an integer")
NO_SCALAR = re.compile(
    r"only one element tensors can be converted to Python scalars"
    r"|a Tensor with \d+ elements cannot be converted to Scalar"
)
NUMBERS = ("int", "float", "bool")
BUILTINS = "https://docs.python.org/3/library/functions.html"
ITEM = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.item.html"


def of_single(raised: Raised, node: ast.expr) -> Cause | None:
    """The cause, where a call has raised that is written so."""
    if not isinstance(node, ast.Call):
        return None
    return _of_length(raised, node) or _of_range(raised, node) or _of_number(raised, node)


def _of_length(raised: Raised, call: ast.Call) -> Cause | None:
    found = NO_LENGTH.search(raised.message)
    if found is None or ast.unparse(call.func) != "len" or len(call.args) != 1:
        return None
    written, kind = ast.unparse(call.args[0]), found[1]
    if kind in NUMBERS:
        fix = f"use the number itself, {written}; or give a list in its place"
    elif kind in LAYERS:
        fix = (
            f"{written} is one layer: put the layers into nn.Sequential or nn.ModuleList, which have one"
        )
    else:
        fix = f"look at what {written} is given: print(type({written}))"
    return Cause(
        f"len() is given {written}, which is of type {kind} and has no length",
        fix,
        "no_length",
        f"{BUILTINS}#len",
    )


def _of_range(raised: Raised, call: ast.Call) -> Cause | None:
    found = NO_RANGE.search(raised.message)
    if found is None or ast.unparse(call.func) != "range" or len(call.args) != 1:
        return None
    written = ast.unparse(call.args[0])
    return Cause(
        f"range() is given {written}, which is of type {found[1]}, where it takes a number",
        f"range(len({written})), or go through it: for one in {written}",
        "range_of_list",
        f"{BUILTINS}#func-range",
    )


def _of_number(raised: Raised, call: ast.Call) -> Cause | None:
    """``float(x)`` or ``x.item()`` of a tensor with a value for each sample."""
    if NO_SCALAR.search(raised.message) is None:
        return None
    name = name_of(call)
    if name == "item" and isinstance(call.func, ast.Attribute):
        tensor = ast.unparse(call.func.value)
    elif name in NUMBERS and len(call.args) == 1:
        tensor = ast.unparse(call.args[0])
    else:
        return None
    shape = next((f", and it is {shown(one.shape)}" for one in raised.at.operands[:1]), "")
    return Cause(
        f"{name}() makes a number of a tensor with one value{shape}: {tensor}",
        f"leave it a tensor, which is broadcast where it is used and keeps its gradient: {tensor}; a"
        " single number for all would be that of its mean()",
        "number_of_several",
        ITEM,
    )
