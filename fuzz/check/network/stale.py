"""stale(): layers that say another size than their weight has, since a line of the user's has set it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from torch import Tensor, nn
from torch.nn.parameter import is_lazy

from fuzz.check.code.tree import tree_of
from fuzz.check.network.layer import layer_of
from fuzz.check.network.place import Places, files_of
from fuzz.check.plain.at import Stale
from fuzz.execution.named.place import Place, place_of


class _Size(NamedTuple):
    option: str
    tensor: str
    axis: int


class _Setting(NamedTuple):
    option: str
    owner: str
    value: object
    """The number, None where it is none in the code."""
    place: Place


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
    settings: list[_Setting] | None = None
    for site, module in network.named_modules():
        for option, says, has in _differing(module):
            settings = list(_settings(files_of(network, places))) if settings is None else settings
            named = ("", site.rpartition(".")[2])
            those = (one for one in settings if one.option == option and one.owner in named)
            setting = next((one for one in those if one.value in (None, says)), None)
            layer = layer_of(module)
            if layer is not None and setting is not None:
                yield Stale(site, layer, option, says, has, setting.place)


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


def _settings(files: tuple[str, ...]) -> Iterator[_Setting]:
    """The lines of the user's files that set such an option of another object."""
    options = {one.option for sizes in SIZES.values() for one in sizes}
    for file in files:
        settings = (node for node in ast.walk(tree_of(file)) if isinstance(node, ast.Assign))
        for node in settings:
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in options:
                    value = node.value.value if isinstance(node.value, ast.Constant) else None
                    yield _Setting(target.attr, _named(target.value), value, place_of(file, node.lineno))


def _named(owner: ast.expr) -> str:
    """The last part of what an attribute is set of, as in a path; "" for a variable, which is any."""
    match owner:
        case ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=index)):
            return str(index)
        case ast.Name(id="self"):
            return "self"
    return ""
