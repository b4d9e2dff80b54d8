"""The forward pass through an edited network: the rules that are violated at each layer.

After a violation, the pass goes on with the output that the layer should have had: so one fault
doesn't hide those behind it, and its mere consequences are no faults.
"""

from collections.abc import Callable
from functools import lru_cache
from math import prod
from typing import NamedTuple

from strategies.contract.layer import invalid_options, output_dtype, output_dtype_despite
from strategies.contract.own_code import (
    CALLED,
    EXPANDED,
    FLATTENED,
    GUARDED,
    GUARDED_RANK,
    ITERATED,
    JOINED,
    KEYWORDS,
    MULTIPLIED,
    NO_FORWARD,
    NONE,
    RESIDUAL,
    UNPACKED,
    VIEWED,
    VIEWED_EMPTY,
)
from strategies.layer import LAYERS, Layer
from strategies.layer.arithmetic import broadcast, joined, size_at, spreads
from strategies.layer.common_rules import ONE_TENSOR
from strategies.network.interpreter import interpret
from strategies.network.node import Block, Node
from strategies.network.program import By
from strategies.rule import (
    FLOATING_TYPE,
    MANY,
    SAME_TYPE,
    Conditions,
    RuleViolated,
    TensorSpec,
    returned,
)
from strategies.value import Shape

LIST = "ModuleList"

SitedViolation = tuple[str, str, RuleViolated]
"""A site, the kind of layer or block there, and the rule that is violated."""


class Passed(NamedTuple):
    """The output of a module, and what was found in it: violations, misuses, layers with invalid
    options, and what not every processor is capable of."""

    output: TensorSpec
    faults: tuple[SitedViolation, ...] = ()
    misuses: tuple[SitedViolation, ...] = ()
    unfit: tuple[SitedViolation, ...] = ()
    beyond: tuple[SitedViolation, ...] = ()

    def after(self, *before: "Passed") -> "Passed":
        """The same output, with what was found before as well."""
        passed = (*before, self)
        return Passed(
            self.output,
            tuple(met for one in passed for met in one.faults),
            tuple(met for one in passed for met in one.misuses),
            tuple(met for one in passed for met in one.unfit),
            tuple(met for one in passed for met in one.beyond),
        )

    def inside(self, name: str) -> "Passed":
        """The same with sites relative to the parent, in which the module has this name."""
        if not any(self[1:]):
            return self
        return Passed(self.output, *(_inside(name, met) for met in self[1:]))


def _inside(name: str, met: tuple[SitedViolation, ...]) -> tuple[SitedViolation, ...]:
    return tuple((f"{name}.{site}" if site else name, owner, violated) for site, owner, violated in met)


def through(node: Node, x: TensorSpec, how: Conditions) -> Passed:
    """The output of a network or a part of one, and the rules that are violated in it."""
    if isinstance(node, Block):
        return _block(node, x, how)
    assert node is not None
    return _layer(node, x, how)


def _layer(layer: Layer, x: TensorSpec, how: Conditions) -> Passed:
    kind, options = LAYERS[layer.kind], layer.options
    shape = kind.output_shape(options, x.shape)
    unfit = invalid_options(layer)
    seen = (("", layer.kind, unfit),) if unfit is not None else ()
    try:
        if unfit is None:
            dtype = output_dtype(layer, x, how)
        else:
            dtype = output_dtype_despite(layer, unfit, x, how)
    except RuleViolated as violated:
        dtype = "float32" if violated.rule in (SAME_TYPE, FLOATING_TYPE) else x.one().dtype
        return Passed(TensorSpec(shape, dtype), (("", layer.kind, violated.kept()),), (), seen)
    if unfit is not None:
        return Passed(returned(shape, dtype), (), (), seen)
    misuses = _caught(layer, kind.check_misuse, options, x)
    beyond = _caught(layer, kind.check_capability, options, x, how)
    return Passed(returned(shape, dtype), misuses=misuses, beyond=beyond)


def _caught(layer: Layer, check: Callable[..., None], *args: object) -> tuple[SitedViolation, ...]:
    """The rule that a check of a layer finds violated, or nothing."""
    try:
        check(*args)
    except RuleViolated as violated:
        return (("", layer.kind, violated.kept()),)
    return ()


@lru_cache(maxsize=8192)
def _block(block: Block, x: TensorSpec, how: Conditions) -> Passed:
    domain = _Contract(how)
    output = interpret(block, x, domain)
    return Passed(output).after(*domain.passed)


class _Contract:
    """The `Domain` of what is allowed: tensors, and what is found at each step of a block."""

    def __init__(self, how: Conditions) -> None:
        self.how = how
        self.passed: list[Passed] = []

    def call(self, block: Block, name: str, x: TensorSpec) -> TensorSpec:
        if name not in block.children:
            return self._violated(x, block, RuleViolated(CALLED, name, "deleted"))
        if (child := block.children[name]) is None:
            return self._violated(x, block, RuleViolated(NONE, name, None))
        if child.kind == LIST:
            self.passed.append(Passed(x, ((name, LIST, RuleViolated(NO_FORWARD, "forward()", "none")),)))
            return x
        return self._entered(name, child, x)

    def _entered(self, name: str, child: Block | Layer, x: TensorSpec) -> TensorSpec:
        self.passed.append(through(child, x, self.how).inside(name))
        return self.passed[-1].output

    def call_with_keywords(self, block: Block, name: str, x: TensorSpec) -> TensorSpec:
        child = block.children.get(name)
        if isinstance(child, Layer) or (child is not None and child.calls_each):
            violated = RuleViolated(KEYWORDS, "one tensor", "options by name as well")
            output = through(child, x, self.how).output
            self.passed.append(Passed(x, ((name, child.kind, violated),)))
            return TensorSpec(output.shape, MANY, output.first or output.dtype)
        return self.call(block, name, x)

    def iterate(self, block: Block, name: str, x: TensorSpec) -> TensorSpec:
        child = block.children.get(name)
        if child is None:
            return self.call(block, name, x)
        if not (isinstance(child, Block) and child.calls_each):
            return self._violated(x, block, RuleViolated(ITERATED, name, child.kind))
        self.passed.append(_iterated(block, name, through(child, x, self.how)))
        return self.passed[-1].output

    def take(self, block: Block, x: TensorSpec) -> TensorSpec:
        return x.one()

    def require(self, block: Block, x: TensorSpec, axis: int, size: int) -> TensorSpec:
        if x.dtype == MANY:
            self._violated(x, block, _several())
        elif len(x.shape) <= axis:
            self._violated(x, block, RuleViolated(GUARDED_RANK, f"{axis + 1} or more", len(x.shape)))
        elif x.shape[axis] != size:
            self._violated(x, block, RuleViolated(GUARDED, size, x.shape[axis]))
        else:
            return x
        shape = x.shape if len(x.shape) > axis else (1,) * (axis + 1)
        return TensorSpec((*shape[:axis], size, *shape[axis + 1 :]), x.one().dtype)

    def flatten(self, block: Block, x: TensorSpec, start_dim: int, by: By) -> TensorSpec:
        least = start_dim + 1 if by == "flatten" else 1
        if x.dtype == MANY:
            self._violated(x, block, _several())
        elif len(x.shape) < least:
            self._violated(x, block, RuleViolated(FLATTENED, f"{least} or more", len(x.shape)))
        elif by != "flatten" and x.shape[0] == 0:
            self._violated(x, block, RuleViolated(VIEWED_EMPTY, "one or more", 0))
        elif by == "view" and prod(x.shape[2:]) > 1:
            violated = RuleViolated(VIEWED, "contiguous", "in another layout")
            self.passed.append(Passed(x, beyond=(("", block.kind, violated),)))
        return TensorSpec((*x.shape[:start_dim], prod(x.shape[start_dim:])), x.one().dtype)

    def size(self, block: Block, x: TensorSpec, dim: int) -> int:
        if not -len(x.shape) <= dim < len(x.shape):
            least = dim + 1 if dim >= 0 else -dim
            self._violated(x, block, RuleViolated(UNPACKED, f"{least} or more", len(x.shape)))
        return size_at(x.shape, dim)

    def unpack(self, block: Block, x: TensorSpec, count: int) -> TensorSpec:
        if x.dtype == MANY:
            self._violated(x, block, _several())
        elif len(x.shape) != count:
            self._violated(x, block, RuleViolated(UNPACKED, count, len(x.shape)))
        return x.one()

    def expand(self, block: Block, x: TensorSpec, other: TensorSpec) -> TensorSpec:
        if MANY in (x.dtype, other.dtype):
            self._violated(x, block, _several())
        elif not spreads(x.shape, other.shape):
            self._violated(x, block, RuleViolated(EXPANDED, other.shape, x.shape))
        return TensorSpec(other.shape, x.one().dtype)

    def add(self, block: Block, x: TensorSpec, other: TensorSpec, in_place: bool) -> TensorSpec:
        if MANY in (x.dtype, other.dtype):
            self._violated(x, block, _several())
        elif x.shape != other.shape:
            self._violated(x, block, RuleViolated(RESIDUAL, other.shape, x.shape))
        return TensorSpec(x.shape, x.one().dtype)

    def gather(self, _: Block, x: TensorSpec) -> TensorSpec:
        return TensorSpec(x.shape, MANY, x.dtype)

    def apply(self, _: Block, layer: Layer, x: TensorSpec) -> TensorSpec:
        self.passed.append(through(layer, x, self.how))
        return self.passed[-1].output

    def multiply(self, block: Block, x: TensorSpec, other: TensorSpec) -> TensorSpec:
        shape = broadcast(x.shape, other.shape)
        if MANY in (x.dtype, other.dtype):
            self._violated(x, block, _several())
        elif not (spreads(x.shape, shape) and spreads(other.shape, shape)):
            self._violated(x, block, RuleViolated(MULTIPLIED, other.shape, x.shape))
        return TensorSpec(shape, x.one().dtype)

    def concat(self, block: Block, xs: list[TensorSpec], dim: int) -> TensorSpec:
        first = xs[0].one()
        if any(x.dtype == MANY for x in xs):
            self._violated(first, block, _several())
        for x in xs[1:]:
            if not _joins(first.shape, x.shape, dim):
                self._violated(first, block, RuleViolated(JOINED, x.shape, first.shape))
                break
        return TensorSpec(joined([x.shape for x in xs], dim), first.dtype)

    def _violated(self, x: TensorSpec, block: Block, violated: RuleViolated) -> TensorSpec:
        self.passed.append(Passed(x, (("", block.kind, violated),)))
        return x


def _iterated(block: Block, name: str, passed: Passed) -> Passed:
    """The same as found by a block that calls the modules of a list itself: what is None there is called
    by the block."""
    own = [met for met in passed.faults if not met[0] and met[2].rule is NONE]
    rest = passed._replace(faults=tuple(met for met in passed.faults if met not in own)).inside(name)
    called = (
        ("", block.kind, RuleViolated(NONE, f"{name}.{violated.wanted}", None)) for _, _, violated in own
    )
    return rest._replace(faults=(*called, *rest.faults))


def _joins(one: Shape, other: Shape, dim: int) -> bool:
    """Whether two tensors can be joined along a dimension: all other sizes are equal."""
    if len(one) != len(other) or not -len(one) <= dim < len(one):
        return False
    axis = dim % len(one)
    return one[:axis] + one[axis + 1 :] == other[:axis] + other[axis + 1 :]


def _several() -> RuleViolated:
    return RuleViolated(ONE_TENSOR, "one tensor", "several (a tuple or dict)")
