"""AbstractTensor: a tensor without values, passed through the real ``forward`` of modules with children.

torchvision's ``ResNet`` and ``Bottleneck``, ``nn.Sequential`` and the others that only call their
children run their own code. Each child, and each operation between children, returns a cached effect.
"""

from typing import Any

import torch

from fuzz.execution.composition.effect import MustRunWhole, Storage
from fuzz.execution.composition.tensor_meta import TensorMeta


class Refused(Exception):
    """A module raised an exception: ``raised``, with a site relative to where this is caught."""

    def __init__(self, raised: Any) -> None:
        super().__init__(raised.message)
        self.raised = raised


class AbstractTensor:
    """A tensor's metadata and storage. Any other attribute raises `MustRunWhole`."""

    __slots__ = ("_walk", "feature", "storage")

    def __init__(self, feature: TensorMeta, storage: Storage, walk: Any) -> None:
        self.feature, self.storage, self._walk = feature, storage, walk

    @property
    def shape(self) -> torch.Size:
        return torch.Size(self.feature.shape)

    @property
    def ndim(self) -> int:
        return len(self.feature.shape)

    def dim(self) -> int:
        return self.ndim

    @property
    def dtype(self) -> torch.dtype:
        return self.feature.dtype

    def __getattr__(self, name: str) -> Any:
        raise MustRunWhole(f"the network reads the attribute {name} of a tensor")

    def __iadd__(self, other: Any) -> Any:
        return self._walk.operation(torch.Tensor.__iadd__, (self, other), {})

    def __add__(self, other: Any) -> Any:
        return self._walk.operation(torch.Tensor.__add__, (self, other), {})

    def __radd__(self, other: Any) -> Any:
        raise MustRunWhole("something is added to a tensor")

    @classmethod
    def __torch_function__(
        cls, function: Any, _: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        walk = next((arg._walk for arg in args if isinstance(arg, AbstractTensor)), None)
        if walk is None:
            raise MustRunWhole(f"{function.__name__} is called with a tensor in an unsupported way")
        return walk.operation(function, args, kwargs or {})
