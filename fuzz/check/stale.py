"""stale(): layers that say another size than their weight has, since a line of the user's has set it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from fuzz.check.code.tree import tree_of
from fuzz.check.layer import layer_of
from fuzz.check.place import Places
from fuzz.execution.named.place import Place, place_of
from strategies.layer import Layer


class Stale(msgspec.Struct, frozen=True):
    """The layer at a site says that an option is ``says``, where its weight is for ``has``; the line
    that has set the option, which changes no weight."""

    site: str
    layer: Layer
    option: str
    says: int
    has: int
    place: Place


class _Size(NamedTuple):
    option: str
    tensor: str
    axis: int


SIZES: dict[type[nn.Module], tuple[_Size, ...]] = {
    nn.Linear: (_Size("in_features", "weight", 1), _Size("out_features", "weight", 0)),
    nn.modules.conv._ConvTransposeNd: (_Size("in_channels", "weight", 0),),
    nn.modules.conv._ConvNd: (_Size("out_channels", "weight", 0), _Size("in_channels", "weight", 1)),
    nn.modules.batchnorm._NormBase: (_Size("num_features", "weight", 0),),
    nn.Embedding: (_Size("num_embeddings", "weight", 0), _Size("embedding_dim", "weight", 1)),
}
"""The options that are the size of a tensor of a layer, by its class: the first that fits."""


def stale(network: nn.Module, places: Places) -> Iterator[Stale]:
    """The layers whose options a line of the user's has set in vain.

    Where it is the weight that was replaced, the layer does as is meant, whatever it says.
    """
    assigned: dict[str, Place] | None = None
    for site, module in network.named_modules():
        for option, says, has in _differing(module):
            assigned = _assigned(places) if assigned is None else assigned
            layer = layer_of(module)
            if layer is not None and option in assigned:
                yield Stale(site, layer, option, says, has, assigned[option])


def _differing(module: nn.Module) -> Iterator[tuple[str, int, int]]:
    sizes = next((sizes for kind, sizes in SIZES.items() if isinstance(module, kind)), ())
    for one in sizes:
        tensor, says = getattr(module, one.tensor, None), getattr(module, one.option, None)
        if not isinstance(tensor, Tensor) or not isinstance(says, int) or is_lazy(tensor):
            continue
        groups = getattr(module, "groups", 1) if (one.option, one.axis) == ("in_channels", 1) else 1
        has = tensor.shape[one.axis] * groups
        if has != says:
            yield one.option, says, has


def _assigned(places: Places) -> dict[str, Place]:
    """The lines of the user's files that set such an option of an object, by the option."""
    options = {one.option for sizes in SIZES.values() for one in sizes}
    found: dict[str, Place] = {}
    for file in dict.fromkeys(one.place.file for one in places.values()):
        for node in ast.walk(tree_of(file)):
            for target in node.targets if isinstance(node, ast.Assign) else ():
                of_another = isinstance(target, ast.Attribute) and ast.unparse(target.value) != "self"
                if of_another and target.attr in options:  # type: ignore[attr-defined]
                    found.setdefault(target.attr, place_of(file, node.lineno))  # type: ignore[attr-defined]
    return found
