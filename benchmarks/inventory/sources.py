"""The sources of messages: the parts of torch and torchvision that we look at."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from benchmarks.inventory import python
from benchmarks.inventory.message import Message, Piece, Slot

PYTHON: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "torch.nn",
        (
            "torch/nn/functional.py",
            "torch/nn/modules/*.py",
            "torch/nn/init.py",
            "torch/nn/_reduction.py",
            "torch/nn/parameter.py",
            "torch/nn/grad.py",
        ),
    ),
    ("torch.nn.utils, torch.nn.parallel", ("torch/nn/utils/*.py", "torch/nn/parallel/*.py")),
    ("torch.optim", ("torch/optim/*.py",)),
    ("torch.utils.data", ("torch/utils/data/**/*.py",)),
    ("torchvision.models", ("torchvision/models/**/*.py",)),
    ("torchvision.transforms", ("torchvision/transforms/**/*.py",)),
    (
        "torchvision.datasets",
        (
            "torchvision/datasets/folder.py",
            "torchvision/datasets/vision.py",
            "torchvision/datasets/cifar.py",
            "torchvision/datasets/imagenet.py",
        ),
    ),
    (
        "torch: tensors, autograd, load and save",
        (
            "torch/_tensor.py",
            "torch/functional.py",
            "torch/autograd/__init__.py",
            "torch/autograd/function.py",
            "torch/autograd/graph.py",
            "torch/serialization.py",
            "torch/_utils.py",
            "torch/utils/checkpoint.py",
            "torch/amp/*.py",
        ),
    ),
)
"""The name of each, and its files."""


@cache
def installed() -> Path:
    """The folder that torch and torchvision are installed in."""
    spec = find_spec("torch")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parents[1]


def python_messages() -> Iterator[Message]:
    """What the Python code can say, in the order of the files."""
    for source, patterns in PYTHON:
        for pattern in patterns:
            for file in sorted(installed().glob(pattern)):
                yield from python.messages(source, installed(), file)


NATIVE = Path(__file__).with_name("native.json")
"""What `benchmarks.inventory.library` found in the library."""

CONTINUED = re.compile(r'["(:]|: ')
"""How a message goes on behind the name of the operation."""

WORD = re.compile(r"[A-Za-z]{2}")
"""How a text goes on behind another, without a value between them."""

OPEN = re.compile(r"[\s(\[=:]$|\b(?:size|got)$")


def native_messages() -> Iterator[Message]:
    """What the native operations can say; a file's function stands for all that say the same."""
    found: dict[tuple[str, tuple[str, ...]], Message] = {}
    for file, function, texts in json.loads(NATIVE.read_text()):
        pieces = tuple(_with_values(texts))
        message = Message("native operations", file, function, "", pieces)
        found.setdefault((file, tuple(texts)), message)
    yield from found.values()


def _with_values(texts: list[str]) -> Iterator[Piece]:
    """The pieces of a message, with the values that stand between them."""
    if texts[0].startswith('"'):  # the name that a kernel is dispatched by
        yield '"'
    if CONTINUED.match(texts[0]):
        yield Slot("operation")
    if texts[0].startswith(" "):
        yield Slot("argument")
    for number, text in enumerate(texts):
        yield text
        end = number + 1 == len(texts)
        if OPEN.search(text) if end else not (text.endswith(" ") and WORD.match(texts[number + 1])):
            yield Slot(_kind(text))


def _kind(text: str) -> str:
    """What is printed behind a text, by its last words."""
    if text.endswith(" for "):
        return "operation" if text.endswith("arguments for ") else "argument"
    words = re.findall(r"\w+", text)[-4:]
    for kind, known in KINDS:
        if known & {word.lower() for word in words}:
            return kind
    return "value"


KINDS = (
    ("dtype", {"dtype", "type", "types", "implemented"}),
    ("device", {"device"}),
    ("sizes", {"size", "sizes", "shape", "shapes"}),
    ("operation", {"batched"}),
    ("count", {"dimension", "dim", "groups", "channels", "dimensions", "length", "index"}),
)
