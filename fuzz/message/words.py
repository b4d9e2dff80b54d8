"""What the tables have in common."""

import re
from collections.abc import Callable

from fuzz.message.answer import Confidence
from fuzz.message.reading import More, Reading, Told, When, plain, reading
from strategies.layer import LAYERS
from strategies.loss import LOSSES
from strategies.loss.target import Target
from strategies.rule import Conditions, Rule, RuleViolated, TensorSpec
from strategies.value import Options, Shape

OF_TENSORS = (
    "size", "shape", "dim", "ndim", "view", "log_softmax", "softmax", "backward", "max", "min",
    "argmax", "data", "detach", "item", "mean", "sum", "squeeze", "unsqueeze", "long", "dtype",
    "device", "reshape", "flatten", "permute", "transpose", "numpy", "sigmoid", "contiguous",
    "numel", "new", "clone", "expand", "norm", "pow", "exp", "log", "relu", "t",
)  # fmt: skip
"""Attributes that a tensor has and a module has not."""

OF_BOTH = frozenset(("cuda", "to", "cpu", "float", "half", "requires_grad", "requires_grad_"))


NETWORK = re.compile(
    r"torch/|lightning|load_from_checkpoint|\b(?:models?|net|network|backbone|resnet\w*)\b|Net\w*\("
)


NAMED = re.compile(
    r"\w*(?:Net|NetV\d|Net\d+|ResNe[tX]t?\w*|UNet\w*|Unet\w*|RCNN|VGG\w*|YOLO\w*|FCN|DeepLab\w*"
    r"|BasicBlock|Bottleneck|Backbone)"
)


def names_network(kind: str) -> bool:
    """Whether a class is that of a network or of a block of one, by its name: ``VideoResNet``."""
    return NAMED.fullmatch(kind.rpartition(".")[2]) is not None


def makes_network(told: Told) -> bool:
    """Whether the line that failed makes a network, or stands in a library or file of networks."""
    last = told.raised.frames[-1:]
    return any(NETWORK.search(f"{one.path} {one.source}") for one in last)


def saying(rule: Rule, wanted: str, got: str) -> Callable[[Told], None]:
    """The violation in a message without sizes, with these words for the two values.

    Fields of the message may stand in them, in braces.
    """

    def ask(told: Told) -> None:
        raise RuleViolated(rule, wanted.format_map(told.fields), got.format_map(told.fields))

    return ask


def check_layer(kind: str, options: Options, got: Shape, *, training: bool = False) -> None:
    """Raise `RuleViolated` where a layer does not take an input of this shape."""
    LAYERS[kind].check_input(options, TensorSpec(got), Conditions(training))


def check_loss(kind: str, output: Shape, target: Shape, dtype: str = "float32") -> None:
    """Raise `RuleViolated` where a loss does not take an output and a target of these shapes."""
    LOSSES[kind].check_input({}, TensorSpec(output), Target(shape=target, dtype=dtype, values="zeros"))


def option(
    name: str,
    *wordings: str,
    cause: str,
    fix: str,
    page: str,
    confidence: Confidence = "certain",
    when: When | None = None,
    more: More | None = None,
    anywhere: bool = False,
) -> Reading:
    """A row with one answer in words of its own: most messages about an option have one cause."""
    answer = plain(name, cause=cause, fix=fix, page=page, confidence=confidence, when=when, more=more)
    return reading(*wordings, answers=(answer,), anywhere=anywhere)
