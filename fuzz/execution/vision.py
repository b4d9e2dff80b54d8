"""Torchvision, imported so that it works on a CPU build of torch as well.

PyPI's torchvision wheel is built against CUDA torch. On a CPU-only torch its compiled operators do
not load, and ``import torchvision`` raises "operator torchvision::nms does not exist"
(https://github.com/pytorch/vision/issues/9085). A ResNet needs none of these operators, but the
import registers shape functions for two of them, so their names have to exist. This module declares
them first, and does nothing where torchvision imports cleanly. Import torchvision through it alone.
"""

import sys

import torch

SCHEMAS = (
    "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
)

declared = []
"""What had to be declared: a torch library that must outlive this import, or nothing."""


def _forget() -> None:
    """Drop the half of torchvision that an import which failed has left behind."""
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]


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
