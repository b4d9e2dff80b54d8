"""of_strided(): a view of a tensor whose values do not lie in order in memory."""

import ast

from fuzz.check.cause.kind import Cause
from fuzz.check.code.rewritten import is_of_torch, name_of
from fuzz.check.plain.seen import Raised
from strategies.rule import shown

REFUSED = "view size is not compatible with input tensor's size and stride"
PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html"


def of_strided(raised: Raised, node: ast.expr) -> Cause | None:
    """The cause where ``x.view(...)`` has raised, with the same sizes for ``reshape``."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    if REFUSED not in raised.message or name_of(node) != "view" or is_of_torch(node):
        return None
    copying = ast.Call(ast.Attribute(node.func.value, "reshape", ast.Load()), node.args, node.keywords)
    of = f", of shape {shown(raised.at.operands[0].shape)}," if raised.at.operands else ""
    written = ast.unparse(node.func.value)
    return Cause(
        f"view needs a tensor whose values lie in order in memory, and {written}{of} was transposed,"
        " permuted, sliced, or is in channels_last",
        f"use reshape, which copies where it has to: {ast.unparse(copying)}",
        "shaping.view",
        PAGE,
    )
