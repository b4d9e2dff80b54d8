"""of_function(): a function of torch that is given something else in the place of a tensor or a word."""

import ast
import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import is_of_torch, name_of, rewritten
from fuzz.check.plain.seen import Raised

JOINING = ("cat", "concat", "stack", "hstack", "vstack", "dstack")
NO_LIST = re.compile(
    r"argument 'tensors' \(position 1\) must be tuple of Tensors, not Tensor"
    r"|takes from 1 to 2 positional arguments but \d+ were given"
)
NO_TENSOR = re.compile(
    r"argument 'input' \(position 1\) must be Tensor, not (bool|int|float)$"
    r"|missing 1 required positional argument: 'input'$"
)
RESIZING = ("interpolate", "Upsample", "upsample")
NO_FACTOR = re.compile(r"only one of size or scale_factor|could not convert string to float")
LAYERS = {
    **{name.lower(): name for name in ("ReLU", "ReLU6", "ELU", "GELU", "SiLU", "Sigmoid", "Tanh")},
    **{name.lower(): name for name in ("Dropout", "Dropout2d", "Softmax", "Hardswish", "Flatten")},
    "leaky_relu": "LeakyReLU",
}
"""The layers that do what a function does."""

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch"


def of_function(raised: Raised, node: ast.expr) -> Cause | None:
    """The cause, where a call has raised that is written so."""
    if not isinstance(node, ast.Call):
        return None
    return _of_joined(raised, node) or _of_input(raised, node) or _of_mode(raised, node)


def _of_joined(raised: Raised, call: ast.Call) -> Cause | None:
    """``torch.cat(a, b)``, or ``torch.stack(x)`` of one tensor."""
    name = name_of(call)
    if name not in JOINING or not is_of_torch(call) or not NO_LIST.search(raised.message):
        return None
    tensors = [one for one in call.args if not isinstance(one, ast.Constant)]
    dim = call.args[len(tensors) :]
    if not tensors or call.args != [*tensors, *dim] or any(map(_is_row, tensors)):
        return None
    row = ast.List(tensors, ast.Load())
    if len(tensors) > 1:
        text = f"torch.{name} takes all tensors as one list, and got each as an argument of its own"
        fix = f"put them into a list: {rewritten(call, [row, *dim])}"
    else:
        text = f"torch.{name} takes a list of tensors, and got one tensor, {ast.unparse(tensors[0])}"
        fix = f"give it all that are to be joined, torch.{name}([a, b]); {_of_one(name, tensors[0])}"
    return Cause(text, fix, "join.one_tensor", f"{PAGE}.{name}.html")


def _of_one(name: str, tensor: ast.expr) -> str:
    written = ast.unparse(tensor)
    if name == "stack":
        return f"or where one dimension more is meant, {written}.unsqueeze(0); for none, leave it out"
    return "one tensor alone needs nothing: leave it out"


def _of_input(raised: Raised, call: ast.Call) -> Cause | None:
    """``F.relu(True)(x)``: an option where the tensor is to be, as if it were the layer."""
    name = name_of(call)
    layer = LAYERS.get(name)
    options = [*call.args, *(one.value for one in call.keywords)]
    if layer is None or not is_of_torch(call) or not NO_TENSOR.search(raised.message):
        return None
    if len(call.args) > 1 or not all(isinstance(one, ast.Constant) for one in options):
        return None
    written = ast.unparse(call)
    got = f"got {ast.unparse(call.args[0])} in its place" if call.args else "got none"
    made = ast.unparse(ast.Call(ast.Name(f"nn.{layer}"), call.args, call.keywords))
    return Cause(
        f"{ast.unparse(call.func)}() takes the tensor as its first argument, and {got}: it is a"
        " function, which works at once, and no layer",
        f"give it the tensor, {ast.unparse(call.func)}(x, ...); or make the layer, {made} in place of"
        f" {written}, which is called with one",
        "function_as_layer",
        f"{PAGE}.nn.{layer}.html",
    )


def _of_mode(raised: Raised, call: ast.Call) -> Cause | None:
    """``F.interpolate(x, size, "bilinear")``, whose third argument is scale_factor."""
    name = name_of(call)
    if name not in RESIZING or not NO_FACTOR.search(raised.message):
        return None
    at = 1 if name == "Upsample" else 2
    mode = call.args[at] if len(call.args) > at else None
    if not isinstance(mode, ast.Constant) or not isinstance(mode.value, str) or call.args[at + 1 :]:
        return None
    kept = call.args[:at]
    return Cause(
        f"{ast.unparse(mode)} is argument {at + 1} of {name}, which is scale_factor",
        f"name it: {rewritten(call, kept, mode=mode)}",
        "mode_by_position",
        f"{PAGE}.nn.Upsample.html" if at == 1 else f"{PAGE}.nn.functional.interpolate.html",
    )


def _is_row(node: ast.expr) -> bool:
    return isinstance(node, ast.Tuple | ast.List | ast.ListComp | ast.GeneratorExp)
