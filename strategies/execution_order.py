"""Which comes first in the forward pass of an edited network: a violation, or the place of an error."""

import math
from collections.abc import Iterator
from functools import lru_cache

from strategies.contract.construction import build
from strategies.contract.layer import invalid_options
from strategies.layer import Layer
from strategies.network.node import Block, Node
from strategies.network.steps import (
    ADDITION,
    EXPANSION,
    FLATTEN,
    GUARD,
    JOIN,
    PRODUCT,
    Step,
    layer_steps,
    steps_at,
)
from strategies.subject import Subject
from strategies.surgery import AnyEdit
from strategies.violation import Violation

OWN_STEPS = (GUARD, FLATTEN, EXPANSION, ADDITION, PRODUCT, JOIN)
"""The steps of a block that have rules of their own."""

OF_RULES = {
    **dict.fromkeys(("flatten", "viewed", "viewed_empty"), FLATTEN),
    "unpacked": GUARD,
    "expanded": EXPANSION,
    "residual": ADDITION,
    "product": PRODUCT,
    "joined": JOIN,
}
"""The step that a rule is about."""

OF_OPERATIONS = {
    **dict.fromkeys(("flatten", "view", "reshape"), FLATTEN),
    **dict.fromkeys(("add_", "__iadd__"), ADDITION),
    **dict.fromkeys(("mul", "__mul__"), PRODUCT),
    "expand_as": EXPANSION,
    "cat": JOIN,
}
"""The step in which an operation is called."""

OF_CHILDREN = ("child", "none", "keywords", "iterated")
"""The rules of a block that are about the call of a child."""


class Order:
    """The forward pass through a network, in which each module has a place as often as it is called."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._at: dict[str, list[Step]] = {}

    def comes_after(self, violation: Violation, site: str, op: str) -> bool:
        """Whether a violation in the network lies behind the place where ``op`` raised at a site.

        Where a module is called several times, neither its first nor its last call is ruled out, and
        what has no place in the forward pass comes before all of it.
        """
        first = min(self._places_of(violation), default=-1)
        return first >= 0 and first > self._place(site, op)

    def is_of_layer(self, violation: Violation, site: str) -> bool:
        """Whether a violation is one of the options of the layer at a site, or around it."""
        return any(_is_unfit(step, violation) for step in self._around(site))

    def _places_of(self, violation: Violation) -> list[int]:
        owner, _, name = violation.rule.partition(".")
        if violation.stage == "build":
            return [
                step.place
                for step in layer_steps(self._root, _has_invalid_options)
                if _is_unfit(step, violation)
            ]
        if owner not in _kinds(self._root):
            return self._of(violation.site, "")
        if name in OF_CHILDREN:
            return self._of(violation.site, violation.wanted)
        codes = (OF_RULES[name],) if name in OF_RULES else OWN_STEPS
        own = (self._of(violation.site, code) for code in codes)
        return next(filter(None, own), [])

    def _steps(self, site: str) -> list[Step]:
        if site not in self._at:
            self._at[site] = steps_at(self._root, site)
        return self._at[site]

    def _of(self, site: str, code: str) -> list[int]:
        return [step.place for step in self._steps(site) if step.code == code]

    def _place(self, site: str, op: str) -> float:
        """The last step at a site, or inside of the module there; behind all where there is none."""
        code = OF_OPERATIONS.get(op)
        exact = self._of(site, code) if code is not None else []
        return max(exact or (step.place for step in self._around(site)), default=math.inf)

    def _around(self, site: str) -> Iterator[Step]:
        """The steps at a site, and those whose layer has it as a part."""
        yield from self._steps(site)
        while site := site.rpartition(".")[0]:
            yield from (step for step in self._steps(site) if step.layer is not None)


def _is_unfit(step: Step, violation: Violation) -> bool:
    """Whether a step calls a layer whose options violate the rule."""
    if step.layer is None or not violation.rule.startswith(f"{step.layer.kind.lower()}."):
        return False
    unfit = invalid_options(step.layer)
    return unfit is not None and violation.rule.endswith(f".{unfit.rule.name}")


def _has_invalid_options(layer: Layer) -> bool:
    return invalid_options(layer) is not None


def _kinds(node: Node) -> frozenset[str]:
    """The owners of rules that are about the own code of a block, not about a layer."""
    return _kinds_of_block(node) if isinstance(node, Block) else frozenset()


@lru_cache(maxsize=4096)
def _kinds_of_block(block: Block) -> frozenset[str]:
    return frozenset((block.kind.lower(),)).union(*map(_kinds, block.children.values()))


@lru_cache(maxsize=256)
def order_of(subject: Subject, edits: tuple[AnyEdit, ...]) -> Order:
    """The order of the forward pass through an edited network."""
    return Order(build(subject, edits).root)
