"""The pages that rules link to: none of a class that torch.nn doesn't have."""

import re

import pytest
from torch import nn

from fuzz.execution.vision import torchvision
from strategies.layer import LAYERS
from strategies.loss import LOSSES
from strategies.network.models import network
from strategies.network.node import Block
from strategies.repair import Repair
from strategies.rule import Rule, RuleViolated
from strategies.subject import Subject
from strategies.violation import PAGES, violation_of

RULE = Rule("shape", "{layer} expects {wanted}, but got {got}", (Repair("use another"),))
OWNERS = (*LAYERS, *LOSSES, *PAGES, "ResNet", "Bottleneck", "Sequential", "Getter")


@pytest.mark.parametrize("owner", OWNERS)
def test_a_page_of_a_class_is_of_one_that_there_is(owner: str) -> None:
    page = violation_of("forward", RuleViolated(RULE, 1, 2), owner).page
    found = re.search(r"(torch\.nn|torchvision\.ops)\.(\w+)\.html", page)
    if found is not None:
        module = nn if found[1] == "torch.nn" else torchvision.ops
        assert hasattr(module, found[2]), page


def test_the_owners_are_all_that_a_network_is_made_of() -> None:
    forms = {node.kind for node in _blocks(network(Subject()))}
    assert forms <= set(OWNERS)


def _blocks(block: Block) -> list[Block]:
    inner = [child for child in block.children.values() if isinstance(child, Block)]
    return [block, *(each for child in inner for each in _blocks(child))]
