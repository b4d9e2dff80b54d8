"""Defects of torch itself: what no rule explains, and since when it is known.

To be told, a defect has to be looked into: a failure without a rule that is not in this table is one
that nobody has explained yet.
"""

import re
from typing import NamedTuple

from fuzz.verdict.finding import Signature

ISSUES = "https://github.com/pytorch/pytorch/issues/"


class Defect(NamedTuple):
    """A defect: the operation and the message by which it is recognised, what is wrong, and a report.

    ``page`` is "" where there is no report that we know of; ``text`` then says in which release it was
    seen first.
    """

    op: str
    message: str
    text: str
    page: str = ""


DEFECTS = (
    Defect(
        "MaxPool2d",
        "the output is not finite",
        "MaxPool2d returns -inf where a dilated window has no element in the input: padding is checked"
        " against the kernel size, but not whether a window reaches the input (reported in November"
        " 2023)",
        f"{ISSUES}114216",
    ),
    Defect(
        "max_pool3d",
        "Unsupported memory format",
        "max_pool3d refuses an unbatched 4D input in channels_last on the CPU, which its documentation"
        " allows (seen since torch 2.11)",
    ),
    Defect(
        "lp_pool3d",
        "not implemented for",
        "lp_pool3d has no float16 kernel on the CPU, though lp_pool1d and lp_pool2d have (seen since"
        " torch 2.11)",
    ),
    Defect(
        "avg_pool3d",
        "not implemented for",
        "avg_pool3d has no float16 and no bfloat16 kernel on the CPU, though avg_pool1d and avg_pool2d"
        " have (seen since torch 2.13)",
    ),
    Defect(
        "local_response_norm",
        "not implemented for",
        "LocalResponseNorm of an input with more than three dimensions is an avg_pool3d, which has no"
        " float16 and no bfloat16 kernel on the CPU (seen since torch 2.13)",
    ),
    *(
        Defect(
            op,
            "not implemented for",
            f"{op} has no float16 and no bfloat16 kernel on the CPU (seen since torch 2.13)",
        )
        for op in ("multi_margin_loss", "multilabel_margin_loss", "ctc_loss")
    ),
    Defect(
        "backward",
        "grad_input must be contiguous",
        "the backward of nll_loss2d refuses an input in channels_last, which its forward accepts"
        " (reported in February 2026)",
        f"{ISSUES}175084",
    ),
    Defect(
        "backward",
        r"adaptive_max_pool2d_backward\(\): Expected grad_output to have non-zero size",
        "an adaptive max pooling accepts output_size=0 in forward, and refuses it in backward (seen"
        " since torch 2.11)",
    ),
    Defect(
        "rms_norm",
        "Mismatch dtype between input and weight",
        "under autocast RMSNorm gets an input in lower precision with float32 weights, for which torch"
        " has no fused kernel, so that it is slow (seen since torch 2.11)",
    ),
    Defect(
        "lstm",
        "LSTM with projections is not supported with oneDNN",
        "an LSTM with proj_size runs without oneDNN on the CPU, so that it is slow (seen since torch"
        " 2.11)",
    ),
)


def defect_of(signature: Signature) -> Defect | None:
    """The defect that a failure without a rule shows; None where none is known."""
    if signature.rule:
        return None
    return next(
        (
            defect
            for defect in DEFECTS
            if defect.op == signature.op and re.match(f".*{defect.message}", signature.template)
        ),
        None,
    )
