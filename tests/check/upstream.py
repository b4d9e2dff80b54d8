# mypy: ignore-errors
"""Networks of which the line that raises is not the one to change; beside each, what is sound."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torchvision.models.mobilenetv2 import MobileNetV2
from torchvision.models.resnet import BasicBlock, ResNet

from tests.check.networks import Classifier, body

Made = Callable[[], nn.Module]


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


class Block(nn.Module):
    """Sound: both ways give maps of the same size and channels."""

    def __init__(self, given: int = 3, made: int = 8, stride: int = 2) -> None:
        super().__init__()
        self.first = self.wide(given, made, stride)  # the first
        self.second = nn.Conv2d(made, made, 3, padding=1)
        self.short = self.around(given, made, stride)

    def wide(self, given: int, made: int, stride: int) -> nn.Module:
        return nn.Conv2d(given, made, 3, stride, padding=2, dilation=2)

    def around(self, given: int, made: int, stride: int) -> nn.Module:
        return nn.Sequential(nn.Conv2d(given, made, 1, stride), nn.BatchNorm2d(made))

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x).relu()) + self.short(x)  # both ways


class Unprojected(Block):
    def around(self, given: int, made: int, stride: int) -> nn.Module:
        return nn.Sequential() if given == 3 else nn.Identity()


class Unstrided(Block):
    def around(self, given: int, made: int, stride: int) -> nn.Module:
        return nn.Sequential(nn.Conv2d(given, made, 1), nn.BatchNorm2d(made))


class Dilated(Block):
    def __init__(self) -> None:
        super().__init__(stride=1)

    def wide(self, given: int, made: int, stride: int) -> nn.Module:
        return nn.Conv2d(given, made, 3, stride, padding=1, dilation=2)


def in_a_network(block: type[nn.Module]) -> Made:
    return lambda: nn.Sequential(block())


class Wide(Block):
    expansion = 2

    def __init__(self, given: int = 3, made: int = 4) -> None:
        super().__init__(given, made * self.expansion)


class Unexpanded(nn.Module):
    """The last layer is for what the block is made for, and not for what it gives."""

    def __init__(self) -> None:
        super().__init__()
        self.block, self.fc = Wide(), nn.Linear(4, 2)  # not expanded

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.block(x).mean((2, 3)))


class Decoder(nn.Module):
    """Sound: what is made larger is as large as what it is joined with."""

    def __init__(self) -> None:
        super().__init__()
        self.stem, self.deep = nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 8, 3, 2, 1)
        self.up = self.larger()  # made larger
        self.head = nn.Conv2d(16, 4, 1)

    def larger(self) -> nn.Module:
        return nn.ConvTranspose2d(8, 8, 3, 2, padding=1, output_padding=1)

    def joined(self, one: Tensor, other: Tensor) -> Tensor:
        return torch.cat([one, other], dim=1)

    def forward(self, x: Tensor) -> Tensor:
        stem = self.stem(x)
        return self.head(self.joined(self.up(self.deep(stem)), stem))


class Transposed(Decoder):
    def larger(self) -> nn.Module:
        return nn.ConvTranspose2d(8, 8, 3, 2, padding=1)


class Resized(Decoder):
    def larger(self) -> nn.Module:
        return nn.Upsample(scale_factor=4)


class Downward(Decoder):
    def larger(self) -> nn.Module:
        return nn.Upsample(scale_factor=2)

    def joined(self, one: Tensor, other: Tensor) -> Tensor:
        return torch.cat([one, other], dim=2)  # below each other


class Named(nn.Module):
    """What a module returns is under another name."""

    def __init__(self) -> None:
        super().__init__()
        self.levels = Levels()

    def forward(self, x: Tensor) -> Tensor:
        return self.levels(x)["layer4"]  # the name of the layer


class Levels(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        return {"out": self.features(x)}
