"""Foreign: what another library than torch raised, or any program, whose messages often read alike."""

import re

from fuzz.message.paste import Paste

LIBRARIES = re.compile(
    r"(?:^|/)(?:paddle|tensorflow(?:_core)?|keras(?:_\w+)?|mxnet|jax|flax|theano|chainer|mindspore|caffe)/"
)
"""Of a frame's path: libraries with networks of their own."""

OURS = re.compile(r"(?:^|/)(?:torch|torchvision|timm|(?:pytorch_)?lightning)/")
LINES = re.compile(
    r"\bluajit\b|/luarocks_|\w\.lua:\d+|(?:^|[\s/])paddle/(?:phi|fluid)/|Could not create cudnn handle"
)
"""Of a line: Torch7 of Lua, and the kernels of PaddlePaddle and TensorFlow, which have no frames."""


def is_foreign(paste: Paste) -> bool:
    """Whether a text is about another library alone: none of its frames is torch's."""
    frames = [*paste.frames, *(frame for one in paste.raised for frame in one.frames)]
    paths = [frame.path for frame in frames]
    if any(OURS.search(path) for path in paths):
        return False
    lines = (paste.rest, *(one.message for one in paste.raised))
    return any(map(LIBRARIES.search, paths)) or any(map(LINES.search, lines))


TORCH = re.compile(
    r"torch|\bnn\.\w|\b[Tt]ensors?\b|\b[Rr]es_?[Nn]et\w*|\bconv\d|\bbackbone\b|\bmodel\b\s*[.=(]|\bself\.model\b"
    r"|\b(?:criterion|optimizer|loss_fn|state_dict|load_state_dict|DataLoader|transforms|timm)\b|grad-?cam",
    re.IGNORECASE,
)


def names_torch(text: str) -> bool:
    """Whether anything in a text is of torch, or of networks as they are written with it."""
    return TORCH.search(text) is not None
