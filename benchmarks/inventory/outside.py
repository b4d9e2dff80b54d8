"""What is outside: messages that whoever trains or edits a ResNet with our layers and losses hardly meets."""

import re

from benchmarks.inventory.message import Message

FILES: tuple[tuple[str, str], ...] = (
    (r"torch/nn/(?:intrinsic|qat|quantiz)", "quantisation"),
    (r"torch/nn/modules/linear_cross_entropy", "a new layer of its own, not among ours"),
    (r"torch/nn/modules/lazy\.py$", "lazy modules"),
    (r"torch/nn/modules/adaptive\.py$", "adaptive softmax, not among our layers"),
    (r"torch/nn/modules/_functions\.py$", "synchronised batch norm over processes"),
    (r"torch/nn/(?:cpp|attention|backends)", "inside of torch"),
    (r"torch/nn/parallel/(?:distributed|_functions|comm|replicate|scatter)", "training over processes"),
    (r"torch/nn/utils/(?:prune|_expanded|_per_sample|_named|stateless|memory|fusion|init)",
     "pruning and per-sample gradients"),
    (r"torch/optim/_(?:multi_tensor|functional|stateless)", "inside of torch"),
    (r"torch/utils/data/(?:datapipes|graph|backward)", "data pipes, deprecated"),
    (r"torchvision/models/(?:detection|segmentation|optical_flow|video|quantization)/",
     "networks for other tasks than classification"),
    (r"torchvision/transforms/(?:_functional_video|_transforms_video)|v2/_temporal|functional/_temporal",
     "video"),
)
"""By file: the pattern of its path, and the reason."""

TYPES: tuple[tuple[str, str], ...] = (
    (r"^(?:Deprecation|PendingDeprecation|Future)Warning$",
     "a notice that something will change: it works as before"),
)
"""By the type of what is raised."""

TEXTS: tuple[tuple[str, str], ...] = (
)
"""By the message or ``file:function: message``."""

NO_WORDS = "has no words of its own: repeats what something else raised"


def reason(message: Message) -> str:
    """Why a message is outside; "" where it is not."""
    if not message.own:
        return NO_WORDS
    whole = f"{message.file}:{message.function}: {message.text}"
    for table, text in ((FILES, message.file), (TYPES, message.exception), (TEXTS, whole)):
        for pattern, why in table:
            if re.search(pattern, text):
                return why
    return ""
