"""The order in which the modules of an edited network are called, without torch."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from strategies.contract.construction import build
from strategies.contract.layer import invalid_options
from strategies.layer import Layer
from strategies.network.node import Block, Node, below
from strategies.network.program import (
    Add,
    Apply,
    Call,
    Concat,
    Expand,
    Flatten,
    Iterate,
    Multiply,
    Require,
    SingleStep,
    Unpack,
    View,
)
from strategies.subject import Subject
from strategies.surgery import AnyEdit
from strategies.violation import Violation

FLATTEN = "flatten"
"""The step of a flatten in the code of a block."""

ADDITION = "+="
"""The step of an addition in the code of a block."""

PRODUCT = "*"
"""The step of a multiplication in the code of a block."""

EXPANSION = "expand_as"
"""The step of an expansion in the code of a block."""

JOIN = "cat"
"""The step of a concatenation in the code of a block."""

GUARD = "if"
"""The step of a check in the code of a block."""


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


class Step(NamedTuple):
    """One step of a forward pass: the call of the layer at a site, or a step of a block's own code.

    Of a block, ``code`` is one of `OWN_STEPS`, or the name of the child that it calls; a function is a
    layer at the site of the block.
    """

    site: str
    code: str = ""
    layer: Layer | None = None


class Order:
    """The steps of the forward pass through a network, each module as often as it is called."""

    def __init__(self, root: Node) -> None:
        self.steps = _steps(root, "")
        self._root = root

    @cached_property
    def _blocks(self) -> frozenset[str]:
        return _kinds(self._root)

    @cached_property
    def _by_site(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, (site, _, _) in enumerate(self.steps):
            found.setdefault(site, []).append(number)
        return found

    def comes_after(self, violation: Violation, site: str, op: str) -> bool:
        """Whether a violation in the network lies behind the place where ``op`` raised at a site.

        Where a module is called several times, neither its first nor its last call is ruled out, and
        what has no place in the forward pass comes before all of it.
        """
        return min(self._places_of(violation), default=-1) > self._place(site, op)

    def is_of_layer(self, violation: Violation, site: str) -> bool:
        """Whether a violation is one of the options of the layer at a site, or around it."""
        return any(_is_unfit(self.steps[number], violation) for number in self._around(site))

    def _places_of(self, violation: Violation) -> list[int]:
        owner, _, name = violation.rule.partition(".")
        if violation.stage == "build":
            return [number for number, step in enumerate(self.steps) if _is_unfit(step, violation)]
        if owner not in self._blocks:
            return self._of(violation.site, "")
        if name in OF_CHILDREN:
            return self._of(violation.site, violation.wanted)
        codes = (OF_RULES[name],) if name in OF_RULES else OWN_STEPS
        own = (self._of(violation.site, code) for code in codes)
        return next(filter(None, own), [])

    def _of(self, site: str, code: str) -> list[int]:
        return [number for number in self._by_site.get(site, ()) if self.steps[number].code == code]

    def _place(self, site: str, op: str) -> int:
        """The last step at a site, or inside of the module there."""
        code = OF_OPERATIONS.get(op)
        exact = self._of(site, code) if code is not None else []
        return max(exact or self._around(site), default=len(self.steps))

    def _around(self, site: str) -> Iterator[int]:
        """The steps at a site, and those whose layer has it as a part."""
        yield from self._by_site.get(site, ())
        while site := site.rpartition(".")[0]:
            yield from (one for one in self._by_site.get(site, ()) if self.steps[one].layer is not None)


def _is_unfit(step: Step, violation: Violation) -> bool:
    """Whether a step calls a layer whose options violate the rule."""
    if step.layer is None or not violation.rule.startswith(f"{step.layer.kind.lower()}."):
        return False
    unfit = invalid_options(step.layer)
    return unfit is not None and violation.rule.endswith(f".{unfit.rule.name}")


def _kinds(node: Node) -> frozenset[str]:
    """The owners of rules that are about the own code of a block, not about a layer."""
    return _kinds_of_block(node) if isinstance(node, Block) else frozenset()


@lru_cache(maxsize=4096)
def _kinds_of_block(block: Block) -> frozenset[str]:
    return frozenset((block.kind.lower(),)).union(*map(_kinds, block.children.values()))


def _steps(node: Node, site: str) -> tuple[Step, ...]:
    if isinstance(node, Layer):
        return (Step(site, "", node),)
    return _steps_of_block(node, site) if node is not None else ()


@lru_cache(maxsize=4096)
def _steps_of_block(block: Block, site: str) -> tuple[Step, ...]:
    """The steps of a block: edited networks share the blocks in which nothing was edited."""
    return tuple(one for step in block.steps() for one in _of_block(block, step, site))


def _of_block(block: Block, step: SingleStep, site: str) -> Iterator[Step]:
    match step:
        case Iterate(child=name):
            yield Step(site, name)
            yield from _of_list(block.children.get(name), name, site)
        case Call(child=name, optional=optional):
            child = block.children.get(name)
            if child is not None or not optional:
                yield Step(site, name)
                yield from _steps(child, below(site, name))
        case Flatten():
            yield Step(site, FLATTEN)
        case View():
            yield Step(site, "", Layer("View", {"shape": (-1,)}))
        case Require() | Unpack():
            yield Step(site, GUARD)
        case Expand():
            yield Step(site, EXPANSION)
        case Add():
            yield Step(site, ADDITION)
        case Multiply():
            yield Step(site, PRODUCT)
        case Concat():
            yield Step(site, JOIN)
        case Apply(layer=layer):
            yield Step(site, "", layer)


def _of_list(modules: Node, name: str, site: str) -> Iterator[Step]:
    """The steps of a list of modules that a block iterates over, so that it is who calls them."""
    for step in _steps(modules, below(site, name)):
        if step.site == below(site, name) and step.code:
            yield Step(site, below(name, step.code))
        yield step


@lru_cache(maxsize=256)
def order_of(subject: Subject, edits: tuple[AnyEdit, ...]) -> Order:
    """The order of the forward pass through an edited network."""
    return Order(build(subject, edits).root)
