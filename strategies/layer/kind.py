"""What is known of one kind of layer: a row of the tables beside this file."""

from collections.abc import Callable

import msgspec

from strategies.layer.autograd import AutogradRule, input_saved
from strategies.rule import Conditions, Domain, TensorSpec
from strategies.value import Options, Shape, Value, same_options


class Layer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, repr_omit_defaults=True):
    """A layer as plain data: the name of its class, and its constructor options."""

    kind: str
    options: dict[str, Value] = {}

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.kind == other.kind and same_options(self.options, other.options)

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.options.items()))))


class FrozenLayer(Layer, frozen=True, forbid_unknown_fields=True, gc=False, repr_omit_defaults=True):
    """A layer of a network that was built so that its parameters don't require grad."""

    __eq__ = Layer.__eq__
    __hash__ = Layer.__hash__


STATISTICS = ("running_mean", "running_var", "num_batches_tracked")


def nothing(_: Shape) -> tuple[Value, ...]:
    """No fitting values."""
    return ()


def same(_: Options, shape: Shape) -> Shape:
    """The output shape of a layer that keeps the shape of its input."""
    return shape


def weightless(_: Options) -> int:
    """The parameters of a layer without any."""
    return 0


CheckMisuse = Callable[[Options, TensorSpec], None]
"""Raises `RuleViolated` for what PyTorch accepts and hardly anybody means."""

CheckInput = Callable[[Options, TensorSpec, Conditions], str]
"""The output dtype for some options and an input. Raises `RuleViolated` where they don't fit."""


CheckCapability = Callable[[Options, TensorSpec, Conditions], None]
"""Raises `RuleViolated` for what a processor may not be capable of, though it is documented."""


def anything(_: Options) -> None:
    """Accept any options."""


def any_input(_: Options, x: TensorSpec, __: Conditions) -> str:
    """Accept any input; the output has its dtype."""
    return x.dtype


State = Callable[[Options], dict[str, Shape]]
"""The state_dict keys of a layer, with the shapes of its parameters and buffers."""


def any_processor(_: Options, __: TensorSpec, ___: Conditions) -> None:
    """Every processor can do it."""


def stateless(_: Options) -> dict[str, Shape]:
    """The state of a layer without parameters and buffers."""
    return {}


def inside(**parts: dict[str, Shape]) -> dict[str, Shape]:
    """The state of a layer with submodules, from theirs by name."""
    return {f"{part}.{name}": shape for part, state in parts.items() for name, shape in state.items()}


def no_misuse(_: Options, __: TensorSpec) -> None:
    """Accept any use."""


def no_workspace(_: Options, __: Shape) -> int:
    """The workspace of a layer that allocates only its output."""
    return 0


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One argument of a layer's constructor.

    ``fits`` lists the values that suit an input of some shape, the plainest first; ``others``
    are the values that people also pass, by choice or by mistake. A required option is passed by
    position, in the order of the table, any other by name.
    """

    name: str
    fits: Callable[[Shape], tuple[Value, ...]] = nothing
    others: tuple[Value, ...] = ()
    required: bool = False


class LayerKind(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One kind of layer: a row of the tables beside this file."""

    name: str
    """The name of its class."""

    options: tuple[Option, ...] = ()
    """The arguments of its constructor, required ones first, in the constructor's order."""

    ranks: tuple[int, ...] = ()
    """How many dimensions its input may have; () for any number."""

    check_options: Callable[[Options], None] = anything
    """Raises `RuleViolated` where the options suit no input at all."""

    check_input: CheckInput = any_input
    """The dtype of the output; raises `RuleViolated` where the options don't suit the input."""

    read_first: tuple[str, ...] = ()
    """The rules of its options that forward() checks before those of its input."""

    even_before: tuple[str, ...] = ("rank",)
    """The rules of its input that forward() checks even before those of its options."""

    check_capability: CheckCapability = any_processor
    """Raises `RuleViolated` for what is documented, and not every processor can do."""

    check_misuse: CheckMisuse = no_misuse
    """Raises `RuleViolated` for what runs, and hardly ever means what its author thinks."""

    output_shape: Callable[[Options, Shape], Shape] = same
    """The shape of the output, from the options and the shape of an input that fits them."""

    state: State = stateless
    """The shapes of its parameters and buffers, by their state_dict keys."""

    ignores: tuple[str, ...] = ()
    """The keys of a state dict that it leaves alone, though it has no such parameter or buffer."""

    parameters: Callable[[Options], int] = weightless
    """How many elements its parameters and buffers have in all."""

    workspace_numel: Callable[[Options, Shape], int] = no_workspace
    """How many elements it may allocate in forward, besides its output."""

    autograd: AutogradRule = input_saved
    """What autograd saves of its input and output, and whether it works in place."""

    output_domain: Domain | None = "numbers"
    """What its output represents; None for the same as its input."""

    frozen: bool = False
    """Whether it has buffers in place of parameters, so that nothing in it is trained."""

    module_path: str = "torch.nn"
    """The module that its class is imported from: torch.nn, or our own `strategies.layer.module`."""

    page: str = ""
    """The page of the reference that describes it; "" for that of its class in torch.nn."""

    def trained(self, options: Options) -> bool:
        """Whether it has parameters that require a gradient."""
        names = (name.rpartition(".")[2] for name in self.state(options))
        return not self.frozen and any(name not in STATISTICS for name in names)

    def option(self, name: str) -> Option | None:
        """The option of a name, or None."""
        return next((option for option in self.options if option.name == name), None)


def fixed(*values: Value) -> Callable[[Shape], tuple[Value, ...]]:
    """The same fitting values for every input."""
    return lambda _: values


def required(name: str, fits: Callable[[Shape], tuple[Value, ...]], *others: Value) -> Option:
    """An option that the constructor requires."""
    return Option(name=name, fits=fits, others=others, required=True)


def optional(name: str, *others: Value) -> Option:
    """An option with a default, and the values that people pass."""
    return Option(name=name, others=others)


def channels(shape: Shape) -> tuple[Value, ...]:
    """The number of channels of a batched input: dimension 1, or the last where there is none."""
    return (shape[1] if len(shape) > 1 else shape[-1] if shape else 1,)


def last(shape: Shape) -> tuple[Value, ...]:
    """The size of the last dimension, 1 for a scalar."""
    return (shape[-1] if shape else 1,)
