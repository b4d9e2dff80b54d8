# mypy: ignore-errors
"""Networks of which the line that raises is not the one to change; beside each, what is sound."""

import torch
from torch import Tensor, nn
from torchvision.models.mobilenetv2 import MobileNetV2
from torchvision.models.resnet import BasicBlock, ResNet

from tests.check.networks import Classifier, body


def backbone() -> list[nn.Module]:
    """The children of a model of a library, before the second stage."""
    model = ResNet(BasicBlock, [1, 1, 1, 1])
    model.layer1 = nn.Conv2d(64, 8, 3, 2, 1)
    return list(model.children())[:5]


class Unpooled(nn.Module):
    """The pooling is in no level of the encoder."""

    first = 4

    def __init__(self) -> None:
        super().__init__()
        base = backbone()
        self.stem = nn.Sequential(*base[:3])
        self.level = nn.Sequential(*base[self.first : 5])  # without the pooling
        self.up = nn.ConvTranspose2d(8, 8, 4, 4)

    def forward(self, x: Tensor) -> Tensor:
        stem = self.stem(x)
        return torch.cat([self.up(self.level(stem)), stem], dim=1)  # of unlike sizes


class Pooled(Unpooled):
    """Sound: it is in the one behind it."""

    first = 3


class Elsewhere(Unpooled):
    """The pooling would not help: the sizes are unlike by another factor."""

    def __init__(self) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(8, 8, 8, 8)


class WithoutPooling(Unpooled):
    """Sound: it is left out, as for small images."""

    def __init__(self) -> None:
        super().__init__()
        self.up = nn.ConvTranspose2d(8, 8, 2, 2)


def beside(features: int = 1280) -> nn.Module:
    """A head under a name that the class of a library does not read."""
    model = MobileNetV2(8, width_mult=0.1, inverted_residual_setting=[[1, 8, 1, 1]])
    model.fc = nn.Sequential(nn.Dropout(0.1), nn.Linear(features, 4))
    return model


def unfreeze(module: nn.Module) -> None:
    for one in module.parameters():
        one.requires_grad = True


def freeze(module: nn.Module) -> None:
    module.requires_grad = False  # of the module


class Unfrozen(Classifier):
    """A helper sets an attribute of a module, which is the function to mend."""

    def __init__(self) -> None:
        super().__init__()
        unfreeze(self.features)
        freeze(self.features)


class Strided(nn.Module):
    """A view of what was permuted."""

    def __init__(self, classes: int = 4) -> None:
        super().__init__()
        self.features, self.classes = body(), classes

    def forward(self, x: Tensor) -> Tensor:
        y = self.features(x).permute(0, 2, 3, 1)
        return y.view(y.size(0), -1, self.classes)  # not in order
