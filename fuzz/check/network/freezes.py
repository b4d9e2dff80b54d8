"""freezes(): which lines have frozen the parameters of what is built."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from fuzz.check.network.place import trail
from fuzz.execution.named.place import Call

Freezes = dict[int, tuple[Call, ...]]
"""The calls that were at work, the innermost first, when a parameter was frozen last; by its id."""

SETTER = Tensor.requires_grad.__set__  # type: ignore[attr-defined]


@contextmanager
def freezes() -> Iterator[Freezes]:
    """Note where parameters are told to require no grad, in all that is built meanwhile."""
    noting = _Noting()
    with noting:
        yield noting.noted


class _Noting(TorchFunctionMode):
    def __init__(self) -> None:
        super().__init__()
        self.noted: Freezes = {}

    def __torch_function__(self, func: Any, _: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func in (SETTER, torch.Tensor.requires_grad_) and isinstance(args[0], nn.Parameter):
            asked = args[1] if len(args) > 1 else (kwargs or {}).get("requires_grad", True)
            if not asked:
                self.noted[id(args[0])] = trail()
        return func(*args, **(kwargs or {}))
