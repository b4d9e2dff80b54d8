"""of_dimensions(): dimensions and sizes in another form than a function of torch takes."""

import ast
import re

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import as_tuple, is_of_torch, name_of, rewritten, spliced
from fuzz.check.plain.seen import Raised
from strategies.rule import shown

REDUCING = ("mean", "sum", "amax", "amin", "std", "var", "logsumexp", "any", "all", "median", "nanmean")
ONE_BY_ONE = re.compile(
    r"argument 'keepdim' \(position \d\) must be bool, not int"
    r"|got \((Tensor, )?int, int(, int)*\)|positional arguments? but [345] were given"
)
"""What is said where each dimension is an argument of its own."""

SIZES = ("view", "reshape", "expand", "permute", "repeat", "tile")
MIXED = re.compile(
    r"got \((\w+, )*(list|tuple|torch\.Size)(, [\w.]+)*\)"
    r"|must be tuple of ints,but got (list|tuple|torch.Size)"
    r"|takes 1 positional argument but \d+ were given"
)
"""What is said where some sizes are a list, and others are not."""

UNEQUAL = re.compile(r"input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)")

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch"


def of_dimensions(raised: Raised, node: ast.expr) -> Cause | None:
    """The cause, where a call has raised that is written so."""
    if not isinstance(node, ast.Call):
        return None
    return _of_reduced(raised, node) or _of_sizes(raised, node) or _of_order(raised, node)


def _of_reduced(raised: Raised, call: ast.Call) -> Cause | None:
    """``x.mean(2, 3)``, where the second number is taken for keepdim."""
    name = name_of(call)
    dims = call.args[1:] if is_of_torch(call) else call.args
    if name not in REDUCING or not ONE_BY_ONE.search(raised.message) or len(dims) < 2:
        return None
    if not all(map(_is_number, dims)):
        return None
    told = ", ".join(map(ast.unparse, dims))
    return Cause(
        f"{name}() takes its dimensions as one tuple, ({told}), and got each as an argument of its own",
        f"put them into parentheses: {rewritten(call, [*call.args[: -len(dims)], as_tuple(dims)])}",
        "dimensions_one_by_one",
        f"{PAGE}.{name}.html",
    )


def _of_sizes(raised: Raised, call: ast.Call) -> Cause | None:
    """``x.view(x.shape[:2], -1)``, where all sizes are to be numbers, or all in one tuple."""
    name = name_of(call)
    if name not in SIZES or is_of_torch(call) or len(call.args) < 2 or not MIXED.search(raised.message):
        return None
    several = [one for one in call.args if _is_several(one)]
    if not several:
        return None
    written = " and ".join(map(ast.unparse, several))
    return Cause(
        f"{name}() takes numbers, or one list of them alone, and got {written} beside a number",
        f"unpack it: {rewritten(call, spliced(call.args, several))}",
        "sizes_beside_a_list",
        f"{PAGE}.Tensor.{name}.html",
    )


def _of_order(raised: Raised, call: ast.Call) -> Cause | None:
    """``x.permute(0, 2, 1)`` of a batch of maps."""
    found = UNEQUAL.search(raised.message)
    if found is None or name_of(call) != "permute":
        return None
    there, named = int(found[1]), int(found[2])
    of = f", {shown(raised.at.operands[0].shape)}" if raised.at.operands else ""
    text = f"{ast.unparse(call)} names {named} dimensions, and the tensor has {there}{of}"
    fix = f"name each of its {there} dimensions once"
    order = _order(call)
    if isinstance(call.func, ast.Attribute) and not is_of_torch(call) and there == 4 and order:
        of_tensor = ast.unparse(call.func.value)
        if order in ((0, 2, 1), (2, 0, 1)):
            first = f"{of_tensor}.flatten(2).permute({', '.join(map(str, order))})"
            fix = f"make one dimension of height and width in front of it: {first}; or {fix}"
        elif order == (1, 2, 0):
            fix = f"name the batch as well: {of_tensor}.permute(0, 2, 3, 1)"
    return Cause(text, fix, "shaping.permute", f"{PAGE}.permute.html")


def _order(call: ast.Call) -> tuple[int, ...]:
    """The dimensions that are named in numbers, () where they are not."""
    given = call.args[0].elts if _is_row(call.args[:1]) else call.args  # type: ignore[attr-defined]
    numbers = [one.value for one in given if isinstance(one, ast.Constant)]
    whole = [one for one in numbers if isinstance(one, int)]
    return tuple(whole) if len(whole) == len(given) else ()


def _is_row(args: list[ast.expr]) -> bool:
    return len(args) == 1 and isinstance(args[0], ast.Tuple | ast.List)


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return isinstance(node, ast.Constant) and type(node.value) is int


def _is_several(node: ast.expr) -> bool:
    """Whether it is written as a list, a tuple, or a part of a shape."""
    sliced = isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)
    shape = node.value if isinstance(node, ast.Subscript) and sliced else node
    written = ast.unparse(shape)
    return isinstance(node, ast.Tuple | ast.List) or written.endswith((".shape", ".size()"))
