"""of_product(): a weight that is the wrong way round for the operation that takes it."""

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.seen import Raised
from strategies.rule import shown

PRODUCTS = ("matmul", "__matmul__", "mm")
LINEAR = "https://docs.pytorch.org/docs/stable/generated/torch.nn.functional.linear.html"
MATMUL = "https://docs.pytorch.org/docs/stable/generated/torch.matmul.html"


def of_product(raised: Raised) -> Cause | None:
    """The cause where a product of the user's own code would fit the other way round; None elsewhere."""
    at = raised.at
    if at.layer is not None or len(at.operands) < 2 or at.op not in ("linear", *PRODUCTS):
        return None
    x, weight = at.operands[0].shape, at.operands[1].shape
    if len(weight) != 2 or not x:
        return None
    if at.op == "linear" and x[-1] == weight[0] != weight[1]:
        return Cause(
            "F.linear takes a weight of shape (out_features, in_features), and this one has the"
            f" {x[-1]} features of the input in front: {shown(weight)}",
            f"make it of the shape {shown(weight[::-1])}, or transpose it: F.linear(x, weight.t())",
            "transposed_weight",
            LINEAR,
        )
    if at.op in PRODUCTS and x[-1] == weight[1] != weight[0]:
        return Cause(
            f"a product of matrices needs the {x[-1]} features of the first, {shown(x)}, in front in the"
            f" second, which is {shown(weight)}",
            "transpose it: x @ weight.t(), or F.linear(x, weight)",
            "transposed_weight",
            MATMUL,
        )
    return None
