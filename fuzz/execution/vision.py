"""Torchvision, imported so that it works on a CPU build of torch as well.

PyPI's torchvision wheel is built against CUDA torch. On a CPU-only torch its compiled operators do
not load, and ``import torchvision`` raises "operator torchvision::nms does not exist"
(https://github.com/pytorch/vision/issues/9085). A ResNet needs none of these operators, but the
import registers shape functions for two of them, so their names have to exist. This module declares
them first, and does nothing where torchvision imports cleanly. Import torchvision through it alone.

It also keeps torch's compiler from being imported: torchvision does so for one function that its
detection models call, and that takes longer than to import torch.
"""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import torch

SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)

declared = []
"""What had to be declared: a torch library that must outlive this import, or nothing."""

COMPILER = "torch._dynamo.utils"


class _CompilerWhenCalled(ModuleType):
    """Stands in for the module of the compiler that torchvision imports."""

    @staticmethod
    def is_compile_supported(device_type: str) -> bool:
        return bool(importlib.import_module(COMPILER).is_compile_supported(device_type))

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked for is the compiler's own."""
        if name.startswith("__"):
            raise AttributeError(name)
        _remove(self)
        return getattr(importlib.import_module(COMPILER), name)


def _remove(stand_in: ModuleType) -> None:
    if sys.modules.get(COMPILER) is stand_in:
        del sys.modules[COMPILER]


@contextmanager
def _without_compiler() -> Iterator[None]:
    """Let the compiler be imported no sooner than it is called."""
    stand_in = _CompilerWhenCalled(COMPILER)
    sys.modules.setdefault(COMPILER, stand_in)
    try:
        yield
    finally:
        _remove(stand_in)


def _forget() -> None:
    """Drop the half of torchvision that an import which failed has left behind."""
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]


with _without_compiler():
    try:
        import torchvision
    except RuntimeError as error:
        if "operator torchvision::" not in str(error):
            raise
        _forget()
        library = torch.library.Library("torchvision", "DEF")  # type: ignore[no-untyped-call]
        for schema in SCHEMAS:
            library.define(schema)  # type: ignore[no-untyped-call]
        declared.append(library)
        import torchvision

__all__ = ["declared", "torchvision"]
