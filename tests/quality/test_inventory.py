"""How much of what torch can say is read: what was reached must not be lost."""

from itertools import groupby

import pytest

from benchmarks.inventory.page import share
from benchmarks.inventory.reach import Reached, reached
from benchmarks.inventory.sources import native_messages, python_messages

FLOORS = {
    "torch.nn": 0.99,
    "torch.nn.utils, torch.nn.parallel": 0.99,
    "torch.optim": 0.99,
    "torch.utils.data": 0.93,
    "torchvision.models": 0.99,
    "torchvision.transforms": 0.99,
    "torchvision.datasets": 0.99,
    "torch: tensors, autograd, load and save": 0.98,
    "native operations": 0.97,
}
"""The shares read, rounded down. Wanted are 0.9 of torch.nn and 0.8 of the native operations."""


@pytest.fixture(scope="module")
def found() -> dict[str, list[Reached]]:
    messages = (*python_messages(), *native_messages())
    return {
        source: [reached(message) for message in ones]
        for source, ones in groupby(messages, lambda one: one.source)
    }


@pytest.mark.parametrize("source", FLOORS)
def test_as_much_is_read_as_was(found: dict[str, list[Reached]], source: str) -> None:
    assert share(found[source]) >= FLOORS[source]


def test_every_source_has_its_floor(found: dict[str, list[Reached]]) -> None:
    assert list(found) == list(FLOORS)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("torch.nn", "groups must be a positive integer"),  # a literal
        ("torch.nn", "Target size ({target.size()}) must be the same as input size ({input.size()})"),
        ("torch.nn", "expected 4D input (got {input.dim()}D input)"),
        ("torch.optim", "Invalid beta parameter at index 0: {betas[0]}"),
        ("torch.utils.data", "sampler option is mutually exclusive with shuffle"),
        ("native operations", "Target {value} is out of bounds."),
        (
            "native operations",
            "mat1 and mat2 shapes cannot be multiplied ({sizes}x{value} and {value}x{value})",
        ),
    ],
)
def test_the_inventory_has_a_message(found: dict[str, list[Reached]], source: str, text: str) -> None:
    assert text in {one.message.text for one in found[source]}
