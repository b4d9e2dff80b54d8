"""of_called(): a method that is not called, and what is no method and is."""

import ast

from torch import Tensor

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.seen import Raised

METHOD = ("builtin_function_or_method", "method_descriptor", "'method' object")
TENSOR = "'Tensor' object is not callable"
PAGE = "https://docs.pytorch.org/docs/stable/tensors.html"


def of_called(raised: Raised, node: ast.expr) -> Cause | None:
    """The cause, where the expression that raised shows it."""
    if raised.exception not in ("TypeError", "AttributeError"):
        return None
    if any(word in raised.message for word in METHOD):
        return _of_method(node)
    if raised.message == TENSOR and isinstance(node, ast.Call):
        return _of_tensor(node)
    return None


def _of_method(node: ast.expr) -> Cause | None:
    """``x.size[0]``, or ``x.size // 2``."""
    called = {id(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
    named = [one for one in ast.walk(node) if isinstance(one, ast.Attribute) and id(one) not in called]
    methods = [one for one in named if callable(getattr(Tensor, one.attr, None))]
    if len(methods) != 1:
        return None
    method = ast.unparse(methods[0])
    fix = f"call it: {method}()"
    if methods[0].attr == "size":
        sizes = isinstance(node, ast.Subscript) and node.value is methods[0]
        of = ast.unparse(node.slice) if isinstance(node, ast.Subscript) and sizes else "-1"
        fix = f"call it with a dimension: {method}({of})"
    return Cause(
        f"{method} is a method, which is not called here",
        fix,
        "method_not_called",
        f"https://docs.pytorch.org/docs/stable/generated/torch.Tensor.{methods[0].attr}.html",
    )


def _of_tensor(call: ast.Call) -> Cause | None:
    """``x.T()``, or ``F.relu(x)(x)``."""
    func = call.func
    if isinstance(func, ast.Attribute) and hasattr(Tensor, func.attr) and not call.args:
        if callable(getattr(Tensor, func.attr)):
            return None
        written = ast.unparse(func)
        other = f", or {ast.unparse(func.value)}.t()" if func.attr == "T" else ""
        return Cause(
            f"{written} is a tensor, and no method: {func.attr} is an attribute, which is not called",
            f"leave out the ( ): {written}{other}",
            "attribute_called",
            PAGE,
        )
    if isinstance(func, ast.Call):
        written = ast.unparse(func)
        return Cause(
            f"{written} gives a tensor, which is called once more by what stands behind it",
            f"call one behind the other: h = {written}, and then the next with h",
            "result_called",
            PAGE,
        )
    return None
