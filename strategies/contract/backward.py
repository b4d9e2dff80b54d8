"""The backward pass: whether the loss requires grad, and whether saved tensors are unmodified.

Source: https://docs.pytorch.org/docs/stable/notes/autograd.html#in-place-correctness-checks
"""

from dataclasses import dataclass, field, replace
from math import prod

from strategies.case import Gradient, Mode
from strategies.layer import LAYERS, FrozenLayer, Layer
from strategies.layer.arithmetic import broadcast, joined, size_at
from strategies.loss import LOSSES, Loss, Target
from strategies.network.interpreter import interpret
from strategies.network.node import Block, Node, below
from strategies.network.program import By
from strategies.repair import GOT, Repair, SetCase, SetLossOption, SetOption
from strategies.rule import Rule, RuleViolated, TensorSpec
from strategies.surgery import AnyEdit, Insert, Replace
from strategies.value import Shape
from strategies.violation import ViolatedAt

REQUIRES_GRAD = Rule(
    "requires_grad",
    "backward() expects a loss that {wanted}, but got one {got}",
    (
        Repair(
            "run the network outside of torch.no_grad(), with requires_grad=True for its parameters",
            SetCase("gradient", "on"),
        ),
    ),
    "notes/autograd.html#setting-requires-grad",
)
MODIFIED_IN_PLACE = Rule(
    "inplace",
    "{got} modifies in place a tensor that {wanted} saved for backward",
    (Repair("use inplace=False in {got}", SetOption("inplace", (False,), of=GOT)),),
    "notes/autograd.html#in-place-correctness-checks",
)
ADDED_IN_PLACE = Rule(
    "inplace",
    MODIFIED_IN_PLACE.cause,
    (Repair("write out = out + identity in place of out += identity in the forward() of the block"),),
    "notes/autograd.html#in-place-correctness-checks",
)
NO_GRAD = "computed under torch.no_grad()"
NO_PARAMETER = "that depends on no parameter with requires_grad=True"


def _scalar(reduction: str) -> Rule:
    return Rule(
        "scalar",
        "backward() expects {wanted}, but got a loss of shape {got}",
        (
            Repair(f"use reduction={reduction!r}", SetLossOption("reduction", (reduction,))),
            Repair("call loss.mean().backward()"),
        ),
        "generated/torch.Tensor.backward.html",
        shared=True,
    )


SCALAR, SCALAR_OF_BATCH = _scalar("mean"), _scalar("batchmean")


def check_loss_backward(loss: Loss, target: Target, output: TensorSpec) -> None:
    """Raise `RuleViolated` where backward() of a loss is expected to fail, whatever the network."""
    kind = LOSSES[loss.kind]
    if loss.options.get("reduction") == "none":
        shape = kind.unreduced(output.shape)
        rule = SCALAR_OF_BATCH if loss.kind == "KLDivLoss" else SCALAR
        rule.require(prod(shape) == 1, "a scalar loss", shape)
    kind.check_backward(loss.options, output, target)


ADDITION = "the += of "
"""What the name of a writer starts with that is the addition of a block."""


@dataclass(eq=False, slots=True)
class Storage:
    """The memory of a tensor, and the modules that modified it in place, in order."""

    writers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TensorState:
    """A tensor in the forward pass: its shape, its memory, and whether it requires grad."""

    shape: Shape
    memory: Storage
    requires_grad: bool = False


@dataclass(slots=True)
class SavedTensors:
    """The tensors that modules save for backward, in the order of the forward pass.

    Of each: its memory, how often that was modified by then (its version), and the site of the module.
    In a network that was ``frozen`` before it was edited, only the ``new`` layers are trained.
    """

    training: bool
    frozen: bool
    new: frozenset[Layer]
    tensors: list[tuple[Storage, int, str]] = field(default_factory=list)

    def learns(self, layer: Layer) -> bool:
        """Whether a layer has parameters that require grad."""
        trained = LAYERS[layer.kind].trained(layer.options) and not isinstance(layer, FrozenLayer)
        return trained and (not self.frozen or layer in self.new)

    def save(self, memory: Storage, site: str) -> None:
        """Record that a module saves a tensor in this memory for backward."""
        self.tensors.append((memory, len(memory.writers), site))

    def require_unmodified(self) -> None:
        """Raise `ViolatedAt` where a saved tensor was modified in place afterwards."""
        for memory, count, keeper in reversed(self.tensors):
            if len(memory.writers) > count:
                writer = memory.writers[count]
                rule = ADDED_IN_PLACE if writer.startswith(ADDITION) else MODIFIED_IN_PLACE
                raise ViolatedAt(RuleViolated(rule, keeper, writer), "network", keeper)


def new_layers(edits: tuple[AnyEdit, ...]) -> frozenset[Layer]:
    """The layers that edits construct, which are trained even in a frozen network."""
    return frozenset(edit.layer for edit in edits if isinstance(edit, Replace | Insert))


def check_backward(
    root: Node, shape: Shape, mode: Mode, gradient: Gradient, new: frozenset[Layer]
) -> None:
    """Raise `ViolatedAt` where the backward pass through a network is expected to fail.

    ``shape`` is that of the input.
    """
    if gradient == "off":
        raise ViolatedAt(RuleViolated(REQUIRES_GRAD, "requires grad", NO_GRAD), "network")
    saved = SavedTensors(mode == "train", gradient == "frozen", new)
    output = _through(saved, root, TensorState(shape, Storage()), "")
    if not output.requires_grad:
        raise ViolatedAt(RuleViolated(REQUIRES_GRAD, "requires grad", NO_PARAMETER), "network")
    saved.require_unmodified()


def _through(saved: SavedTensors, node: Node, x: TensorState, site: str) -> TensorState:
    if isinstance(node, Layer):
        return _layer(saved, node, x, site)
    return x if node is None else interpret(node, x, _Autograd(saved, site))


@dataclass(frozen=True, slots=True)
class _Autograd:
    """The `Domain` of tensors with their memory, for the block at a ``site``."""

    saved: SavedTensors
    site: str

    def call(self, block: Block, name: str, x: TensorState) -> TensorState:
        return _through(self.saved, block.children.get(name), x, below(self.site, name))

    call_with_keywords = iterate = call

    def take(self, _: Block, x: TensorState) -> TensorState:
        return x

    def require(self, _: Block, x: TensorState, axis: int, size: int) -> TensorState:
        return x

    def flatten(self, _: Block, x: TensorState, start_dim: int, by: By) -> TensorState:
        return replace(x, shape=(*x.shape[:start_dim], prod(x.shape[start_dim:])))

    def size(self, _: Block, x: TensorState, dim: int) -> int:
        return size_at(x.shape, dim)

    def unpack(self, _: Block, x: TensorState, count: int) -> TensorState:
        return x

    def expand(self, _: Block, x: TensorState, other: TensorState) -> TensorState:
        return replace(x, shape=other.shape)

    def add(self, _: Block, x: TensorState, other: TensorState, in_place: bool) -> TensorState:
        requires_grad = x.requires_grad or other.requires_grad
        if not in_place:
            return TensorState(x.shape, Storage(), requires_grad)
        x.memory.writers.append(f"{ADDITION}{self.site}")
        return replace(x, requires_grad=requires_grad)

    def gather(self, _: Block, x: TensorState) -> TensorState:
        return x

    def apply(self, _: Block, layer: Layer, x: TensorState) -> TensorState:
        return _layer(self.saved, layer, x, self.site)

    def multiply(self, _: Block, x: TensorState, other: TensorState) -> TensorState:
        for factor, own in ((x, other), (other, x)):
            if own.requires_grad:
                self.saved.save(factor.memory, self.site)
        requires_grad = x.requires_grad or other.requires_grad
        return TensorState(broadcast(x.shape, other.shape), Storage(), requires_grad)

    def concat(self, _: Block, xs: list[TensorState], dim: int) -> TensorState:
        shape = joined([x.shape for x in xs], dim)
        return TensorState(shape, Storage(), any(x.requires_grad for x in xs))


def _layer(saved: SavedTensors, layer: Layer, x: TensorState, site: str) -> TensorState:
    kind, options = LAYERS[layer.kind], layer.options
    autograd = kind.autograd(options, x.shape, saved.training)
    requires_grad = x.requires_grad or saved.learns(layer)
    if autograd.modifies_input:
        x.memory.writers.append(site)
    if autograd.saves_input and requires_grad:
        saved.save(x.memory, site)
    memory = Storage() if autograd.output == "new" else x.memory
    if autograd.saves_output and requires_grad:
        saved.save(memory, site)
    return TensorState(kind.output_shape(options, x.shape), memory, requires_grad)
