"""describe(): what can be seen of a network without running it."""

import inspect
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from fuzz.check.built import told_of_building
from fuzz.check.code.repeated import repeated
from fuzz.check.network.argument import Role, required, role_of
from fuzz.check.network.building import UNSEEN, Built
from fuzz.check.network.layer import layer_of
from fuzz.check.network.overwritten import Overwritten
from fuzz.check.network.place import line_of, registered_at
from fuzz.check.oversight import oversights
from fuzz.check.plain.at import Repeated
from fuzz.check.plain.oversight import Oversight
from fuzz.execution.named.place import Place
from strategies.layer import LAYERS, Layer
from strategies.value import Shape


class Description(msgspec.Struct, frozen=True, tag="description"):
    """What can be seen of a network without running it.

    ``arguments`` is how many its ``forward`` requires, ``most`` how many it takes (0: any number);
    ``first`` is the class of the first layer whose rules are known and which has parameters, and
    ``features`` are its input channels or features. ``made`` is where each module was made, ``state``
    the shapes in its state dict. ``modules`` are the classes of its modules by their paths, ``layers``
    those of them whose rules are known, ``shared`` two paths of a module that has several, ``repeated``
    the lines that put something into several places, if there is such a module; ``forward`` is where
    that of the network begins, ``roles`` what it requires, ``lazy`` the modules that get their sizes
    from the first input; ``oversights`` are what was said in vain when it was built.
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
    repeated: tuple[Repeated, ...] = ()
    forward: Place | None = None
    roles: tuple[Role, ...] = ()
    lazy: tuple[str, ...] = ()
    oversights: tuple[Oversight, ...] = ()


def describe(
    network: nn.Module,
    built: Built = UNSEEN,
    gone: tuple[Overwritten, ...] = (),
) -> Description:
    """What can be seen of a network without running it, and what was seen as it was ``built``; ``gone``
    is what was overwritten then."""
    places = built.places
    there = Description(
        max(1, len(required(network))),
        roles=tuple(map(role_of, required(network))),
        lazy=tuple(name for name, one in network.named_modules() if _is_lazy(one)),
        most=_most(network),
        shared=tuple(_shared(network)),
        repeated=tuple(dict.fromkeys(repeated(network, places))) if any(_shared(network)) else (),
        made=registered_at(network, places),
        oversights=(
            *oversights(network, places),
            *told_of_building(built, gone),
        ),
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
