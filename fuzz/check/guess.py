"""working_input(): an ordinary input that a network takes, found by trying."""

import inspect
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from fuzz.check.argument import Role, given_as, required, role_of
from fuzz.check.lab import Lab
from fuzz.check.layer import layer_of
from fuzz.check.place import Places, line_of, registered_at
from fuzz.check.probe import Probe, Raised, Returned, Seen, batched
from fuzz.check.tensor import Given
from fuzz.execution.named.place import Place
from strategies.layer import LAYERS, Layer
from strategies.value import Shape

SIZES = (64, 224, 32, 128, 256, 299, 512, 28)
"""Heights and widths, in the order in which they are tried."""

BATCH = 2
FRAMES = 3
TRIES = 40

FOLDED = 16
"""The batch of a network that takes the frames of a clip as samples, such as eight of each."""


class Description(msgspec.Struct, frozen=True, tag="description"):
    """What can be seen of a network without running it.

    ``arguments`` is how many its ``forward`` requires, ``most`` how many it takes (0: any number);
    ``first`` is the class of the first layer whose rules are known and which has parameters, and
    ``features`` are its input channels or features. ``made`` is where each module was made, ``state``
    the shapes in its state dict. ``modules`` are the classes of its modules by their paths, ``layers``
    those of them whose rules are known, ``shared`` two paths of a module that has several; ``forward``
    is where that of the network begins, ``roles`` what it requires, ``lazy`` the modules that get their
    sizes from the first input.
    """

    arguments: int
    first: str = ""
    features: int = 3
    made: dict[str, Place] = {}
    state: dict[str, Shape] = {}
    modules: dict[str, str] = {}
    layers: dict[str, Layer] = {}
    most: int = 0
    shared: tuple[tuple[str, str], ...] = ()
    forward: Place | None = None
    roles: tuple[Role, ...] = ()
    lazy: tuple[str, ...] = ()


class Tried(msgspec.Struct, frozen=True):
    """An input, and what came of it; of inputs that all failed, the one that got the furthest."""

    probe: Probe
    seen: Seen


def describe(network: nn.Module, places: Places | None = None) -> Description:
    """What can be seen of a network without running it; ``places`` are where its modules were made."""
    there = Description(
        max(1, len(required(network))),
        roles=tuple(map(role_of, required(network))),
        lazy=tuple(name for name, one in network.named_modules() if _is_lazy(one)),
        most=_most(network),
        shared=tuple(_shared(network)),
        made=registered_at(network, places or {}),
        forward=line_of(type(network).forward),
        modules={name: type(one).__name__ for name, one in network.named_modules()},
        layers={
            name: layer for name, one in network.named_modules() if (layer := layer_of(one)) is not None
        },
        state={name: tuple(one.shape) for name, one in network.state_dict().items() if _is_tensor(one)},
    )
    for module in network.modules():
        kind = _kind(module)
        for name in ("in_channels", "in_features", "input_size", "num_embeddings") if kind else ():
            features = getattr(module, name, None)
            if isinstance(features, int):
                is_known = features > 0  # a lazy one is none yet
                return replace(there, first=kind, features=features) if is_known else there
    return there


def _kind(module: nn.Module) -> str:
    """The layer whose rules a module follows, or that its class inherits from; "" for none."""
    names = (one.__name__ for one in type(module).__mro__ if one.__module__.startswith("torch.nn"))
    return next((name for name in names if name in LAYERS), "")


def _is_lazy(module: nn.Module) -> bool:
    return any(is_lazy(one) for one in module.parameters(recurse=False))


def _is_tensor(value: object) -> bool:
    return isinstance(value, Tensor) and not is_lazy(value)


def _shared(network: nn.Module) -> Iterator[tuple[str, str]]:
    """Two paths of each module with parameters that has several; not of what is inside of one."""
    first: dict[int, str] = {}
    inside: tuple[str, ...] = ()
    for name, module in network.named_modules(remove_duplicate=False):
        known = first.setdefault(id(module), name)
        if known != name and not name.startswith(inside) and any(True for _ in module.parameters()):
            inside = (*inside, f"{name}.")
            yield known, name


def _most(network: nn.Module) -> int:
    kinds = {one.kind for one in inspect.signature(network.forward).parameters.values()}
    positional = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    parameters = inspect.signature(network.forward).parameters.values()
    several = inspect.Parameter.VAR_POSITIONAL in kinds
    return 0 if several else sum(one.kind in positional for one in parameters)


def working_input(lab: Lab, there: Description) -> Tried:
    """An input that the network takes in eval mode, or else the one that gets the furthest."""
    best: Tried | None = None
    tries = 0
    for first in _candidates(there):
        queue, known = [first], {first}
        while queue and tries < TRIES:
            tries += 1
            inputs = queue.pop(0)
            probe = Probe(inputs=inputs)
            seen = lab.see(probe)
            if isinstance(seen, Returned):
                return Tried(probe, seen)
            if best is not None and inputs == first and _is_same(best.seen, seen):
                return _folded(lab, best)  # the same of another size has nothing to do with sizes
            if best is None or _calls(seen) > _calls(best.seen):
                best = Tried(probe, seen)
            for other in _adjusted(probe.inputs, seen):
                if other not in known:
                    known.add(other)
                    queue.append(other)
    assert best is not None
    return _folded(lab, best)


def _folded(lab: Lab, best: Tried) -> Tried:
    """The same with a larger batch, where that is what is refused, as by x.view(n // 8, 8, ...)."""
    if not isinstance(best.seen, Raised) or best.seen.at.layer is not None:
        return best
    larger = batched(best.probe, FOLDED)
    seen = lab.see(larger)
    return Tried(larger, seen) if isinstance(seen, Returned) else best


def _is_same(one: Seen, other: Seen) -> bool:
    return (
        isinstance(one, Raised)
        and isinstance(other, Raised)
        and (one.at.site, one.message, one.calls) == (other.at.site, other.message, other.calls)
    )


def _calls(seen: Seen) -> int:
    return seen.calls if isinstance(seen, Raised) else -1


def _candidates(there: Description) -> Iterator[tuple[Given, ...]]:
    for shape in _shapes(there):
        dtype = "int64" if there.first == "Embedding" else "float32"
        most = there.features - 1 if there.first == "Embedding" else 255
        usual = Given(shape, dtype, most=most)
        if any(there.roles[1:]):
            yield (usual, *(given_as(role, usual) for role in there.roles[1:]))
        yield (usual,) * there.arguments


def _shapes(there: Description) -> Iterator[Shape]:
    features = there.features
    match there.first:
        case "Linear" | "Bilinear":
            yield (BATCH, features)
        case "LSTM" | "GRU" | "RNN":
            yield (BATCH, FRAMES, features)
        case "Embedding":
            yield (BATCH, 16)
        case "Conv1d":
            yield from ((BATCH, features, size) for size in SIZES)
        case "Conv3d":
            yield from ((BATCH, features, 8, size, size) for size in (32, 64, 112))
    yield from ((BATCH, features, size, size) for size in SIZES)
    yield from ((BATCH, FRAMES, features, size, size) for size in SIZES[:2])


def _adjusted(inputs: tuple[Given, ...], seen: Seen) -> Iterator[tuple[Given, ...]]:
    """The same with as many channels as the first layer of each input expects, in its form."""
    if not isinstance(seen, Raised) or seen.at.layer is None or not seen.at.inputs:
        return
    wanted = next(
        (
            seen.at.layer.options[name]
            for name in ("in_channels", "in_features", "num_features")
            if name in seen.at.layer.options
        ),
        None,
    )
    got = seen.at.inputs[0].shape
    if not isinstance(wanted, int):
        return
    for index, one in enumerate(inputs):
        if one.shape == got and len(got) > 1:
            others = (*inputs[:index], None, *inputs[index + 1 :])
            shapes = [(got[0], wanted, *got[2:])]
            if index and seen.at.layer.kind == "Linear":  # the first of several is what is named after
                shapes.append((got[0], wanted))
            for shape in shapes:
                yield tuple(other or replace(one, shape=shape) for other in others)
