"""Faults to plant in the network, the layers and the losses, each with its known smallest case.

Each shows in cases that break no rule, so that it is torch that is to blame. One that asks for more than
a tensor's shape is planted in a layer, which composition probes on real tensors: in the network's own
code it would have every case run whole, as ``a batch of three`` has the few cases that it shows in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import nn

from fuzz.execution.vision import torchvision
from resnet_fuzz import Case
from strategies.input import Input
from strategies.layer import Layer
from strategies.loss import Loss, Target
from strategies.surgery import Insert, Remove, Replace, Truncate

ResNet = torchvision.models.resnet.ResNet
Bottleneck = torchvision.models.resnet.Bottleneck


class PlantedFault(Exception):
    """Raised by a planted fault; its message is the name of the fault."""


@dataclass(frozen=True)
class Fault:
    """A fault: the method that has it, when it shows, and the smallest case that shows it."""

    name: str
    owner: Any
    method: str
    shows: Callable[..., bool]
    smallest: Case


PLACES = Target(shape=(2, 1000), dtype="float32")

FAULTS = (
    Fault(
        "a batch of three",
        ResNet,
        "forward",
        lambda _, x: x.shape[:1] == (3,) and x.is_floating_point(),
        Case(input=Input(shape=(3, 3, 224, 224))),
    ),
    Fault(
        "a width of 33",
        ResNet,
        "forward",
        lambda _, x: x.dim() == 4 and x.shape[3] == 33,
        Case(input=Input(shape=(2, 3, 224, 33))),
    ),
    Fault(
        "training on one image",
        ResNet,
        "forward",
        lambda net, x: net.training and x.shape[:1] == (1,),
        Case(input=Input(shape=(1, 3, 224, 224)), mode="train"),
    ),
    Fault(
        "channels last",
        nn.Conv2d,
        "forward",
        lambda layer, x: layer.in_channels == 3 and not x.is_contiguous() and x.stride(1) == 1,
        Case(input=Input(layout="channels_last")),
    ),
    Fault(
        "autocast to bfloat16",
        nn.Linear,
        "forward",
        lambda *_: (
            torch.is_autocast_enabled("cpu") and torch.get_autocast_dtype("cpu") is torch.bfloat16
        ),
        Case(autocast="bfloat16"),
    ),
    Fault(
        "no gradients",
        nn.Conv2d,
        "forward",
        lambda *_: not torch.is_grad_enabled(),
        Case(gradient="off"),
    ),
    Fault(
        "a frozen stem",
        ResNet,
        "forward",
        lambda net, _: isinstance(net.conv1, nn.Conv2d) and not net.conv1.weight.requires_grad,
        Case(gradient="frozen"),
    ),
    Fault(
        "a lenient load",
        ResNet,
        "load_state_dict",
        lambda *_, strict: not strict,
        Case(load="lenient"),
    ),
    Fault(
        "a block without ReLU",
        Bottleneck,
        "forward",
        lambda block, _: isinstance(block.relu, nn.Identity),
        Case(edits=(Remove(site="layer1.0.relu"),)),
    ),
    Fault(
        "a sigmoid",
        nn.Sigmoid,
        "forward",
        lambda *_: True,
        Case(edits=(Insert(site="", layer=Layer("Sigmoid")),)),
    ),
    Fault(
        "PReLU of several parameters",
        nn.PReLU,
        "forward",
        lambda layer, _: layer.num_parameters > 1,
        Case(edits=(Replace(site="layer1", layer=Layer("PReLU", {"num_parameters": 64})),)),
    ),
    Fault(
        "children in a row",
        nn.Sequential,
        "forward",
        lambda children, _: any(isinstance(child, nn.Sequential) for child in children),
        Case(edits=(Truncate(drop=1),)),
    ),
    Fault(
        "MSE of doubles",
        nn.MSELoss,
        "forward",
        lambda _, output, target: target.dtype is torch.float64,
        Case(loss=Loss("MSELoss"), target=Target(shape=(2, 1000), dtype="float64")),
    ),
    Fault(
        "positive weights",
        nn.BCEWithLogitsLoss,
        "forward",
        lambda loss, *_: loss.pos_weight is not None,
        Case(loss=Loss("BCEWithLogitsLoss", {"pos_weight": 1}), target=PLACES),
    ),
    Fault(
        "KL divergence summed",
        nn.KLDivLoss,
        "forward",
        lambda loss, *_: loss.reduction == "sum",
        Case(loss=Loss("KLDivLoss", {"reduction": "sum"}), target=PLACES),
    ),
    Fault(
        "backward from a smooth loss",
        torch.Tensor,
        "backward",
        lambda loss, **_: type(loss.grad_fn).__name__ == "SmoothL1LossBackward0",
        Case(loss=Loss("SmoothL1Loss"), target=Target(shape=(2, 1000)), backward=True),
    ),
)


def plant(fault: Fault, patch: pytest.MonkeyPatch) -> None:
    """Let the fault's method raise where the fault shows, and do its work elsewhere."""
    healthy = getattr(fault.owner, fault.method)

    def faulty(*args: Any, **kwargs: Any) -> Any:
        if fault.shows(*args, **kwargs):
            raise PlantedFault(fault.name)
        return healthy(*args, **kwargs)

    patch.setattr(fault.owner, fault.method, faulty)
