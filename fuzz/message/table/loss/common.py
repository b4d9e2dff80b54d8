"""What the tables of losses have in common: which loss was computed, and answers that come last."""

import re

from msgspec.structs import replace

from fuzz.message.answer import Answer
from fuzz.message.reading import Answering, Told
from fuzz.message.table.loss import shapes

DOCS = "https://docs.pytorch.org/docs/stable/generated/torch.nn."
CROSS_ENTROPY = f"{DOCS}CrossEntropyLoss.html"

FUNCTIONS = {
    "cross_entropy": "CrossEntropyLoss",
    "cross_entropy_loss": "CrossEntropyLoss",
    "nll_loss": "NLLLoss",
    "nll_loss_nd": "NLLLoss",
    "binary_cross_entropy": "BCELoss",
    "binary_cross_entropy_with_logits": "BCEWithLogitsLoss",
    "mse_loss": "MSELoss",
    "l1_loss": "L1Loss",
    "smooth_l1_loss": "SmoothL1Loss",
    "huber_loss": "HuberLoss",
    "kl_div": "KLDivLoss",
    "poisson_nll_loss": "PoissonNLLLoss",
    "gaussian_nll_loss": "GaussianNLLLoss",
    "cosine_embedding_loss": "CosineEmbeddingLoss",
    "margin_ranking_loss": "MarginRankingLoss",
    "triplet_margin_loss": "TripletMarginLoss",
    "hinge_embedding_loss": "HingeEmbeddingLoss",
    "soft_margin_loss": "SoftMarginLoss",
    "multi_margin_loss": "MultiMarginLoss",
    "multilabel_margin_loss": "MultiLabelMarginLoss",
    "multilabel_soft_margin_loss": "MultiLabelSoftMarginLoss",
    "ctc_loss": "CTCLoss",
}
"""The class of each function of `torch.nn.functional` that computes a loss."""

CLASS = re.compile(r"\bnn\.(\w+Loss)\(\)\(|\bF\.(\w+)\(")


FIRST_NAN = (
    "look for the first NaN in front of the loss: print(output.isnan().any()) behind each part; mostly a"
    " learning rate that is too high, float16 without a GradScaler, log() or sqrt() of 0, or NaN in the"
    " images: torch.isnan(x).any()"
)
"""What to do where the output of a network is NaN."""
IN_RANGE = (
    "end the network with nn.Sigmoid(), or use nn.BCEWithLogitsLoss on logits; where it ends with one,"
    f" its output is NaN: {FIRST_NAN}"
)
"""What to do where BCELoss refuses the output of a network."""


def loss_of(told: Told) -> str:
    """The class of the loss that the frames show; "" where they show none."""
    for frame in reversed(told.raised.frames):
        if frame.function in FUNCTIONS and ("torch" in frame.path or frame.name == "functional.py"):
            return FUNCTIONS[frame.function]
        found = CLASS.search(frame.source)
        if found:
            return found[1] or FUNCTIONS.get(found[2], "")
    return ""


NAMED = re.compile(r"\b(?:nn\.)?([A-Z]\w*Loss)\(|\bF\.(\w+)\(")


def loss_named(told: Told) -> str:
    """The one loss of torch that is named in what was pasted; "" where there is none, or more."""
    text = "\n".join((*told.shown, told.rest))
    found = {name or FUNCTIONS.get(function, "") for name, function in NAMED.findall(text)}
    known = found & set(FUNCTIONS.values())
    return known.pop() if len(known) == 1 else ""


def in_loss(told: Told) -> bool:
    """Whether a loss was computed: by a frame of it, or by a line that calls a criterion."""
    return told.place == "loss" or bool(loss_of(told))


def told_of_nan(told: Told) -> bool:
    """Whether it is said beside the message that values are NaN."""
    return bool(re.search(r"\bnan\b", told.rest, re.IGNORECASE))


def frameless(told: Told) -> bool:
    """Whether the message stands alone, so that no frame says what was computed."""
    return not told.raised.frames


def shows(told: Told, pattern: str) -> bool:
    """Whether a line of source that was pasted has a pattern."""
    return any(re.search(pattern, line) for line in told.shown)


def advised(answering: Answering, fix: str, told: Told) -> Answer | None:
    """An answer with a fix that the numbers of its message tell."""
    answer = answering(told)
    return None if answer is None else replace(answer, fix=fix)


def entropy(told: Told) -> str:
    """The loss by its frames; cross-entropy where they say nothing."""
    named = any(frame.function == "cross_entropy" for frame in told.raised.frames)
    return "NLLLoss" if loss_of(told) == "NLLLoss" and not named else "CrossEntropyLoss"


def compared(told: Told) -> dict[str, str] | None:
    """The advice for an output and a target that are compared element by element, if shapes tell it."""
    fix = shapes.elementwise(told.shape("output"), told.shape("target"))
    return {"advice": fix} if fix else None
