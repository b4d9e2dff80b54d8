"""born(): the line that made the tensor of a parameter or a buffer, which may be far from its module."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.plain.tensor import tensors
from fuzz.execution.named.place import Place, running_at


class _Births(TorchFunctionMode):
    """Notes the first line that made something in each memory; all that is noted is kept, so that no
    memory is used again."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[int, tuple[Tensor, Place | None]] = {}

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = func(*args, **(kwargs or {}))
        for one in tensors(made).values():
            if one.dtype == torch.float64 and not one.is_meta:
                self.lines.setdefault(one.untyped_storage().data_ptr(), (one, running_at()))
        return made


@contextmanager
def _arrays(births: _Births) -> Iterator[None]:
    """Have torch.from_numpy() noted as well, which no mode sees."""
    own = torch.from_numpy
    setattr(torch, own.__name__, lambda array: births.__torch_function__(own, (), (array,)))
    try:
        yield
    finally:
        setattr(torch, own.__name__, own)


def born(again: Callable[[], nn.Module], name: str) -> Place | None:
    """Where a float64 tensor of a network was made, as it is seen by building it once more."""
    births = _Births()
    torch.manual_seed(0)
    try:
        with births, _arrays(births):
            network = again()
    except Exception:  # it is built as well without being watched, and that is what counts
        return None
    there = dict[str, Tensor](network.named_buffers()) | dict(network.named_parameters())
    if name not in there:
        return None
    return births.lines.get(there[name].untyped_storage().data_ptr(), (None, None))[1]
