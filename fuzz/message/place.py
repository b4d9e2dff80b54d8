"""Where an exception was raised, by its frames and by the operation that its message names."""

import re
from functools import lru_cache
from typing import Literal

from fuzz.message.frame import Frame
from fuzz.message.paste import Raised

Place = Literal[
    "",
    "convolution",
    "linear",
    "normalisation",
    "pooling",
    "activation",
    "attention",
    "shortcut",
    "concatenation",
    "network",
    "loss",
    "backward",
    "optimizer",
    "loading",
    "data",
    "transform",
    "metric",
    "export",
    "construction",
]
"""The kind of thing that was under way; "" where nothing tells."""

FILES: tuple[tuple[str, Place], ...] = (
    (r"torch/nn/modules/conv\.py$", "convolution"),
    (r"torch/nn/modules/linear\.py$", "linear"),
    (r"torch/nn/modules/(?:batchnorm|normalization|instancenorm)\.py$", "normalisation"),
    (r"torch/nn/modules/pooling\.py$", "pooling"),
    (r"torch/nn/modules/loss\.py$", "loss"),
    (r"torch/nn/modules/activation\.py$", "activation"),
    (r"torch/(?:autograd/__init__|_tensor|tensor|autograd/graph)\.py$", "backward"),
    (r"torch/optim/", "optimizer"),
    (r"torch/utils/data/", "data"),
    (r"torchvision/transforms/", "transform"),
    (r"torch/onnx/|torch/export/", "export"),
    (r"torchmetrics/|sklearn/metrics/", "metric"),
)
FUNCTIONS: tuple[tuple[str, Place], ...] = (
    (r"(?:_conv_forward|conv(?:_transpose)?[123]d)$", "convolution"),
    (r"linear$", "linear"),
    (r"(?:batch|layer|group|instance)_norm$|_verify_batch_size$|_check_input_dim$", "normalisation"),
    (r"\w*_loss$|\w*cross_entropy\w*$|kl_div$|\w*_loss_\w+$", "loss"),
    (r"\w*(?:max|avg|lp)_pool[123]d\w*$", "pooling"),
    (r"(?:relu|softmax|log_softmax|gelu|dropout)$", "activation"),
    (r"multi_head_attention_forward$", "attention"),
    (r"load_state_dict$|load$", "loading"),
    (r"default_collate$|collate$|collate_fn$", "data"),
    (r"backward$", "backward"),
)
"""Of functions of torch alone."""

SOURCES: tuple[tuple[str, Place], ...] = (
    (r"\bout ?\+= ?(?:identity|residual|shortcut)|\bout ?\+ ?(?:identity|residual)", "shortcut"),
    (r"\btorch\.(?:cat|concat|hstack|vstack|stack)\(", "concatenation"),
    (
        r"\b(?:criterion\w*|loss_?f\w*|loss_?func\w*|\w*_?loss)\(|F\.\w*(?:loss|cross_entropy)\w*\(",
        "loss",
    ),
    (r"\.backward\(", "backward"),
    (r"\boptim\w*\.step\(|\boptim\.\w+\(", "optimizer"),
    (r"load_state_dict\(", "loading"),
    (r"\bfor .* in .*(?:[Ll]oader|_dl)\w*\b|\bnext\(iter\(", "data"),
    (r"\baccuracy\w*\(|\w*_score\(", "metric"),
    (r"\b(?:model|net|network|backbone|encoder|resnet\w*)\(", "network"),
)
"""Of a line of anybody's source."""

LOSSES = (
    r"nll_loss|cross_entropy|smooth_l1|mse_loss|\bbce_|binary_cross|kl_div|huber|ctc_loss|_margin_loss"
)
MESSAGES: tuple[tuple[str, Place], ...] = (
    (r"^conv(?:_transpose)?[123]d\(\)|cudnn_convolution|slow_conv|thnn_conv", "convolution"),
    (r"^linear\(\)|addmm", "linear"),
    (rf"{LOSSES}", "loss"),
    (r"^(?:batch|layer|group|instance)_norm\(\)", "normalisation"),
    (r"_pool[123]d\b", "pooling"),
)


def place_of(raised: Raised) -> Place:
    """The kind of thing that was under way when an exception was raised.

    The innermost frame that tells counts; then what the message names.
    """
    for frame in reversed(raised.frames):
        place = _place(frame)
        if place:
            return place
    return _first(MESSAGES, raised.message)


def inside(raised: Raised, name: str) -> bool:
    """Whether an attribute was read by the code of the module that lacks it, as in ``self.name``.

    ``self.model.name`` is read by another, which has that module in it.
    """
    frames = [frame for frame in raised.frames if "torch/nn/modules/module.py" not in frame.path]
    if not frames:
        return False
    source = frames[-1].source
    if re.search(rf"\bself\.{re.escape(name)}\b", source):
        return True
    return "forward" in frames[-1].function and not re.search(rf"\.{re.escape(name)}\b", source)


@lru_cache(maxsize=512)
def _place(frame: Frame) -> Place:
    ours = "torch/" in frame.path or "torch\\" in frame.file
    return (
        (_first(FUNCTIONS, frame.function) if ours else "")
        or _first(FILES, frame.path)
        or _first(SOURCES, frame.source)
    )


def _first(table: tuple[tuple[str, Place], ...], text: str) -> Place:
    return next((place for pattern, place in table if re.search(pattern, text)), "")
