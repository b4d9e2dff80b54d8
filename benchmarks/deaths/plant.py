"""Plants: layers that end the process where some things come together, as they do in drawn cases."""

from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Literal

import msgspec
from torch import nn

from fuzz.campaign.guide import Guide
from fuzz.campaign.shard import Shard, plan
from fuzz.campaign.source import cases_of
from strategies.case import Case
from strategies.contract import predict
from strategies.layer import LAYERS
from strategies.network.models import network
from strategies.shape_inference import shapes_at
from strategies.surgery import Insert, Replace
from strategies.value import Shape

Deed = Literal["abort", "segfault", "divide", "hang", "bomb", "corrupt"]
"""What a plant does: the last ends the process 50 cases later."""

DEEDS: tuple[Deed, ...] = ("abort", "segfault", "divide", "hang", "bomb")
SHARES = {"abort": 5, "segfault": 5, "divide": 5, "hang": 1, "bomb": 2}
"""How many of each there are: a hang takes as long as a case may, each time that it is shrunk a step."""

ORDINARY = {"Conv2d", "BatchNorm2d", "ReLU", "MaxPool2d", "AdaptiveAvgPool2d", "Linear", "Sequential"}
"""What each network has: a plant in these would kill nearly every case."""

MOST = 2
"""A plant fits at most so many of the cases that are drawn, so that not all of them die."""


MOST_OF_A_KIND = len(DEEDS)
"""Plants in layers of one kind."""


class Plant(msgspec.Struct, frozen=True):
    """A layer of a kind that, in one mode, for an input of one shape, ends the process that runs it."""

    kind: str
    training: bool
    shape: Shape
    deed: Deed


Content = tuple[str, bool, Shape]


def plants(seed: int, cases: int, count: int, corrupting: int) -> list[Plant]:
    """At most so many plants, no two of one kind and deed, that fit some of the cases of a seed."""
    there = drawn(seed, cases)
    rare = [content for content, times in sorted(there.items()) if times <= MOST]
    once = {content[0]: content for content in rare if there[content] == 1}
    chosen = [Plant(*content, "corrupt") for content in list(once.values())[:corrupting]]
    apart = {plant.kind for plant in chosen}  # what dies later can't be told from what dies at once
    return [*_at_once([one for one in rare if one[0] not in apart], count), *chosen]


def _at_once(rare: list[Content], count: int) -> list[Plant]:
    deeds = _deeds(count)
    chosen: list[Plant] = []
    for kind, training, shape in rare:
        if len(chosen) == count:
            break
        taken = {one.deed for one in chosen if one.kind == kind}
        deed = next((one for one in deeds if one not in taken), None)
        if len(taken) < MOST_OF_A_KIND and deed is not None:
            deeds.remove(deed)
            chosen.append(Plant(kind, training, shape, deed))
    return chosen


def _deeds(count: int) -> list[Deed]:
    """What the plants do, in turn."""
    total = sum(SHARES.values())
    several = {deed: max(1, SHARES[deed] * count // total) for deed in DEEDS}
    several["abort"] += max(0, count - sum(several.values()))
    return [deed for turn in range(count) for deed in DEEDS if several[deed] > turn]


def drawn(seed: int, cases: int) -> Counter[Content]:
    """In how many of the cases that a run draws each content comes up, by the contract alone."""
    work = plan(seed=seed, cases=cases, seconds=0, workers=1, device="cpu", now=0)
    return Counter(
        content for shard in work.shards for one in _cases(shard) for content in _contents(one)
    )


def _cases(shard: Shard) -> Iterator[Case]:
    guide = Guide(shard.index)
    for case in cases_of(shard, guide, lambda: False):
        yield case
        seen: Any = SimpleNamespace(case=case, pairings=())  # what it has tried is known without a run
        guide.new_in(seen)


def _contents(case: Case) -> set[Content]:
    """The layer that a case puts in, with the shape that is there in the unedited network.

    Nothing may be wrong with it: a death where a rule is violated is put down to the rule, and two of
    them would be one.
    """
    found: set[Content] = set()
    if len(case.edits) != 1 or len(case.input.shape) != 4 or predict(case).any_violation is not None:
        return found
    root = network(case.subject)
    for edit in case.edits:
        if not isinstance(edit, Insert | Replace) or not _plantable(edit.layer.kind):
            continue
        entering, leaving = shapes_at(root, edit.site, case.input.shape)
        after = isinstance(edit, Insert) and edit.where == "after"
        shape = leaving if after else entering
        if shape is not None and 0 not in shape:
            found.add((edit.layer.kind, case.mode == "train", tuple(shape)))
    return found


def _plantable(kind: str) -> bool:
    return kind in LAYERS and kind not in ORDINARY and hasattr(nn, kind)
