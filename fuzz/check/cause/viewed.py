"""of_viewed(): a view whose sizes the linear layer before it was not made for."""

import re
from math import prod

from fuzz.check.cause.kind import Cause
from fuzz.check.plain.probe import Change
from fuzz.check.plain.seen import Raised
from strategies.layer import Layer

INVALID = re.compile(r"shape '\[([\d, ]+)\]' is invalid for input of size \d+")
PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html"


def of_viewed(raised: Raised) -> Cause | None:
    """The cause where a linear layer gives a vector for each sample, which is to be given other sizes.

    Its number of features does not depend on that of the images: either the layer is made for too few
    or the view asks for too many. None for what other layers have made.
    """
    found, at = INVALID.search(raised.message), raised.at
    if found is None or not at.operands or at.maker is None or at.maker.kind != "Linear":
        return None
    shape, given = tuple(map(int, found[1].split(","))), at.operands[0].shape
    features = at.maker.options.get("out_features")
    if len(given) != 2 or given[1] != features or shape[:1] != given[:1]:
        return None
    wanted, sizes = prod(shape[1:]), " * ".join(map(str, shape[1:]))
    layer = Layer("Linear", {**at.maker.options, "out_features": wanted})
    fix = f"use out_features={wanted} in {at.makers[0]}, which is {sizes}; or other sizes in the view"
    return Cause(
        f"{at.makers[0]} gives {features} features for each sample (out_features={features}), and the"
        f" view takes {sizes}, which are {wanted}",
        fix,
        "shaping.features",
        PAGE,
        certain=True,
        changes=((fix, Change(at.makers[0], layer)),),
    )
