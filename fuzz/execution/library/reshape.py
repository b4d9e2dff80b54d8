"""Functions that only reshape a tensor, as the steps or the layers that do the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from torch import Tensor

from fuzz.execution.library.sizes import Computed, Size
from strategies.layer import Layer
from strategies.network.program import Apply, Flatten, SizeOf, View

FULL = slice(None)


def reshaping(
    name: str, args: Sequence[Any], kwargs: Mapping[str, Any], names: Mapping[int, str]
) -> Flatten | View | Apply | None:
    """The step that a call is, but for its variables, which have ``names``; None where there is none."""
    if name == "flatten" and set(kwargs) <= {"start_dim", "end_dim"}:
        start, end = (*args[1:3], *(0, -1)[len(args) - 1 :])[:2]
        plain = kwargs.get("end_dim", end) == -1
        return Flatten(kwargs.get("start_dim", start), by="flatten") if plain else None
    if name not in ("view", "reshape") or kwargs:
        return None
    sizes = _sizes(args)
    if _keeps_batch(args[0], sizes, names):
        return Flatten(by="view" if name == "view" else "reshape")
    if not all(isinstance(one, int) for one in sizes) or any(isinstance(one, Computed) for one in sizes):
        return None
    if not any(isinstance(one, Size) for one in sizes):
        fixed = name == "view" and sizes[:1] == (-1,)
        return Apply(Layer("View", {"shape": sizes})) if fixed else None
    return View(tuple(SizeOf(one.variable, one.dim) if isinstance(one, Size) else one for one in sizes))


def _keeps_batch(x: Tensor, sizes: tuple[Any, ...], names: Mapping[int, str]) -> bool:
    """Whether the sizes are those of ``x.view(x.size(0), -1)``."""
    if x.dim() < 2 or len(sizes) != 2 or sizes[1] != -1 or not isinstance(sizes[0], Size):
        return False
    return sizes[0].dim == 0 and names.get(id(x)) == sizes[0].variable


def unsqueezings(name: str, args: Sequence[Any]) -> tuple[Layer, ...]:
    """What ``x[:, :, None, None]`` or ``x[..., None]`` does, as layers; none for another index."""
    if name != "__getitem__" or len(args) != 2:
        return ()
    index = args[1] if isinstance(args[1], tuple) else (args[1],)
    kept = [one for one in index if one is not None]
    added = len(index) - len(kept)
    if not added or any(one is not None for one in index[len(kept) :]):
        return ()
    if len(kept) == 1 and kept[0] is Ellipsis:
        return (Layer("Unsqueeze", {"dim": -1}),) * added
    full = all(isinstance(one, slice) and one == FULL for one in kept)
    return (Layer("Unsqueeze", {"dim": len(kept)}),) * added if full else ()


def _sizes(args: Sequence[Any]) -> tuple[Any, ...]:
    one = len(args) == 2 and isinstance(args[1], list | tuple)
    return (
        tuple.__getitem__(args[1], slice(None))
        if one and isinstance(args[1], tuple)
        else (tuple(args[1]) if one else tuple(args[1:]))
    )
