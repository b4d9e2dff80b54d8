"""The way back: whether there is one, and whether all that it needs is still what it was.

Source: https://docs.pytorch.org/docs/stable/notes/autograd.html#in-place-correctness-checks
"""

from dataclasses import dataclass, field
from math import prod

from strategies.case import Gradient, Mode
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss, Target
from strategies.resnet import Block, Node
from strategies.rule import Rule, RuleViolated, TensorSpec
from strategies.shape_inference import ORDERS
from strategies.surgery import AnyEdit, Insert, Replace
from strategies.value import Shape
from strategies.violation import ViolatedAt

REQUIRES_GRAD = Rule(
    "requires_grad",
    "nothing that the loss depends on requires {wanted}: gradients are {got}",
    "compute the output outside of torch.no_grad(), and let some weight require a gradient",
    "notes/autograd.html#setting-requires-grad",
)
MODIFIED_IN_PLACE = Rule(
    "inplace",
    "{got} writes over features that {wanted} keeps for the way back",
    "let {got} work out of place: inplace=False, or out = out + x in place of out += x",
    "notes/autograd.html#in-place-correctness-checks",
)

SCALAR = Rule(
    "scalar",
    "backward() starts from {wanted}, and the loss is a tensor of shape {got}",
    "reduce it: reduction='mean', or loss.mean().backward()",
    "generated/torch.Tensor.backward.html",
)


def check_loss_backward(loss: Loss, target: Target, output: TensorSpec) -> None:
    """Raise `RuleViolated` where backward() from a loss of an output and a target ought to fail."""
    kind = LOSSES[loss.kind]
    if loss.options.get("reduction") == "none":
        shape = kind.unreduced(output.shape)
        SCALAR.require(prod(shape) == 1, "one number", shape)
    kind.check_backward(loss.options, output, target)


@dataclass(eq=False, slots=True)
class Storage:
    """What features lie in, and the modules that wrote to it, in order."""

    writers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TensorState:
    """Features on their way: their shape, their memory, and whether there is a way back from them."""

    shape: Shape
    memory: Storage
    requires_grad: bool = False


@dataclass(slots=True)
class SavedTensors:
    """What modules keep, in the order in which they are run: the memory, how often it was written to
    by then, and who keeps it.

    Of a network that was ``frozen`` before it was edited, the layers that are ``new`` learn alone.
    """

    training: bool
    frozen: bool
    new: frozenset[Layer]
    tensors: list[tuple[Storage, int, str]] = field(default_factory=list)

    def learns(self, layer: Layer) -> bool:
        """Whether a gradient is wanted for weights of a layer."""
        return LAYERS[layer.kind].trained(layer.options) and (not self.frozen or layer in self.new)

    def save(self, memory: Storage, site: str) -> None:
        """Note that a module saves what is in a storage for backward."""
        self.tensors.append((memory, len(memory.writers), site))

    def require_unmodified(self) -> None:
        """Raise `ViolatedAt` where something that is kept was written over since."""
        for memory, count, keeper in reversed(self.tensors):
            if len(memory.writers) > count:
                raise ViolatedAt(
                    RuleViolated(MODIFIED_IN_PLACE, keeper, memory.writers[count]), "network", keeper
                )


def new_layers(edits: tuple[AnyEdit, ...]) -> frozenset[Layer]:
    """The layers that edits bring, which learn even where what was there before is frozen."""
    return frozenset(edit.layer for edit in edits if isinstance(edit, Replace | Insert))


def check_backward(
    root: Node, shape: Shape, mode: Mode, gradient: Gradient, new: frozenset[Layer]
) -> None:
    """Raise `ViolatedAt` where there is no way back through a network from what it makes of a shape."""
    if gradient == "off":
        raise ViolatedAt(RuleViolated(REQUIRES_GRAD, "a gradient", "off"), "network")
    saved = SavedTensors(mode == "train", gradient == "frozen", new)
    output = _through(saved, root, TensorState(shape, Storage()), "")
    if not output.requires_grad:
        raise ViolatedAt(RuleViolated(REQUIRES_GRAD, "a gradient", "wanted for no weight"), "network")
    saved.require_unmodified()


def _through(saved: SavedTensors, node: Node, x: TensorState, site: str) -> TensorState:
    if isinstance(node, Layer):
        return _layer(saved, node, x, site)
    if node is None:
        return x
    if node.form == "Bottleneck":
        return _bottleneck(saved, node, x, site)
    for name in ORDERS.get(node.form, tuple(node.children)):
        if name == "fc":
            x = TensorState((*x.shape[:1], prod(x.shape[1:])), x.memory, x.requires_grad)
        x = _child(saved, node, name, x, site)
    return x


def _child(saved: SavedTensors, block: Block, name: str, x: TensorState, site: str) -> TensorState:
    return _through(saved, block.children.get(name), x, f"{site}.{name}" if site else name)


def _bottleneck(saved: SavedTensors, block: Block, x: TensorState, site: str) -> TensorState:
    """Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""
    *inner, last, shortcut = ORDERS["Bottleneck"]
    branch = x
    for name in inner:
        branch = _child(saved, block, name, branch, site)
    other = _child(saved, block, shortcut, x, site)
    branch.memory.writers.append(f"the += of {site}")
    added = TensorState(branch.shape, branch.memory, branch.requires_grad or other.requires_grad)
    return _child(saved, block, last, added, site)


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
