"""The way back: whether there is one, and whether all that it needs is still what it was.

Source: https://docs.pytorch.org/docs/stable/notes/autograd.html#in-place-correctness-checks
"""

from dataclasses import dataclass, field
from math import prod

from strategies.case import Gradient, Mode
from strategies.contract.violation import Located
from strategies.flow import ORDERS
from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss, Target
from strategies.resnet import Block, Node
from strategies.rule import Breach, Feature, Rule
from strategies.surgery import AnyEdit, Insert, Replace
from strategies.value import Shape

UNTRACKED = Rule(
    "requires_grad",
    "nothing that the loss depends on requires {wanted}: gradients are {got}",
    "compute the output outside of torch.no_grad(), and let some weight require a gradient",
    "notes/autograd.html#setting-requires-grad",
)
OVERWRITTEN = Rule(
    "inplace",
    "{got} writes over features that {wanted} keeps for the way back",
    "let {got} work out of place: inplace=False, or out = out + x in place of out += x",
    "notes/autograd.html#in-place-correctness-checks",
)

ONE_NUMBER = Rule(
    "scalar",
    "backward() starts from {wanted}, and the loss is a tensor of shape {got}",
    "reduce it: reduction='mean', or loss.mean().backward()",
    "generated/torch.Tensor.backward.html",
)


def way_back_from(loss: Loss, target: Target, output: Feature) -> None:
    """Raise a `Breach` where there is no way back from what a loss gives for an output and a target."""
    kind = LOSSES[loss.kind]
    if loss.options.get("reduction") == "none":
        shape = kind.unreduced(output.shape)
        ONE_NUMBER.hold(prod(shape) == 1, "one number", shape)
    kind.check_backward(loss.options, output, target)


@dataclass(eq=False, slots=True)
class Memory:
    """What features lie in, and the modules that wrote to it, in order."""

    writers: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """Features on their way: their shape, their memory, and whether there is a way back from them."""

    shape: Shape
    memory: Memory
    tracked: bool = False


@dataclass(slots=True)
class Tape:
    """What modules keep, in the order in which they are run: the memory, how often it was written to
    by then, and who keeps it.

    Of a network that was ``frozen`` before it was edited, the layers that are ``new`` learn alone.
    """

    training: bool
    frozen: bool
    new: frozenset[Layer]
    kept: list[tuple[Memory, int, str]] = field(default_factory=list)

    def learns(self, layer: Layer) -> bool:
        """Whether a gradient is wanted for weights of a layer."""
        return LAYERS[layer.kind].trained(layer.options) and (not self.frozen or layer in self.new)

    def keep(self, memory: Memory, site: str) -> None:
        self.kept.append((memory, len(memory.writers), site))

    def require_unwritten(self) -> None:
        """Raise `Located` where something that is kept was written over since."""
        for memory, count, keeper in reversed(self.kept):
            if len(memory.writers) > count:
                raise Located(Breach(OVERWRITTEN, keeper, memory.writers[count]), "network", keeper)


def layers_put_in(edits: tuple[AnyEdit, ...]) -> frozenset[Layer]:
    """The layers that edits bring, which learn even where what was there before is frozen."""
    return frozenset(edit.layer for edit in edits if isinstance(edit, Replace | Insert))


def way_back(root: Node, shape: Shape, mode: Mode, gradient: Gradient, new: frozenset[Layer]) -> None:
    """Raise `Located` where there is no way back through a network from what it makes of a shape."""
    if gradient == "off":
        raise Located(Breach(UNTRACKED, "a gradient", "off"), "network")
    tape = Tape(mode == "train", gradient == "frozen", new)
    output = _through(tape, root, Held(shape, Memory()), "")
    if not output.tracked:
        raise Located(Breach(UNTRACKED, "a gradient", "wanted for no weight"), "network")
    tape.require_unwritten()


def _through(tape: Tape, node: Node, given: Held, site: str) -> Held:
    if isinstance(node, Layer):
        return _layer(tape, node, given, site)
    if node is None:
        return given
    if node.form == "Bottleneck":
        return _bottleneck(tape, node, given, site)
    for name in ORDERS.get(node.form, tuple(node.children)):
        if name == "fc":
            given = Held((*given.shape[:1], prod(given.shape[1:])), given.memory, given.tracked)
        given = _child(tape, node, name, given, site)
    return given


def _child(tape: Tape, block: Block, name: str, given: Held, site: str) -> Held:
    return _through(tape, block.children.get(name), given, f"{site}.{name}" if site else name)


def _bottleneck(tape: Tape, block: Block, given: Held, site: str) -> Held:
    """Source: ``Bottleneck.forward`` of torchvision/models/resnet.py"""
    *inner, last, shortcut = ORDERS["Bottleneck"]
    branch = given
    for name in inner:
        branch = _child(tape, block, name, branch, site)
    other = _child(tape, block, shortcut, given, site)
    branch.memory.writers.append(f"the += of {site}")
    added = Held(branch.shape, branch.memory, branch.tracked or other.tracked)
    return _child(tape, block, last, added, site)


def _layer(tape: Tape, layer: Layer, given: Held, site: str) -> Held:
    kind, options = LAYERS[layer.kind], layer.options
    autograd = kind.autograd(options, given.shape, tape.training)
    tracked = given.tracked or tape.learns(layer)
    if autograd.modifies_input:
        given.memory.writers.append(site)
    if autograd.saves_input and tracked:
        tape.keep(given.memory, site)
    memory = Memory() if autograd.output == "new" else given.memory
    if autograd.saves_output and tracked:
        tape.keep(memory, site)
    return Held(kind.output_shape(options, given.shape), memory, tracked)
