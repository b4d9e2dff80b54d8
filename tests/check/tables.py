# mypy: ignore-errors
"""Layers that get their sizes of a table, a default or a class; one of them says what is not so."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import torch
from torch import Tensor, nn
from torchvision.models.resnet import BasicBlock, ResNet

from tests.check.networks import Classifier, body

CONFIG = {
    "feat_dim": 512,  # in a dictionary
    "classes": 10,
}

SHARED = {
    "width": 64,  # of two layers
    "classes": 10,
}

NESTED = {"head": {"in_features": 32}, "classes": 10}  # in another

WIDTH = 128  # of the module


class FromTable(nn.Module):
    def __init__(self, config: dict[str, int] = CONFIG) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(config["feat_dim"], config["classes"])  # is made with

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


def head(features: int, classes: int) -> nn.Module:
    return nn.Sequential(nn.Dropout(), nn.Linear(features, classes))


class ThroughHelper(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        settings = NESTED["head"]
        self.fc = head(settings["in_features"], classes=NESTED["classes"])

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class OfModule(Classifier):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(WIDTH, 10)


class OfClass(Classifier):
    embedding = 48  # of the class

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(self.embedding)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.norm(self.features(x)).mean((2, 3)))


class Defaulted(nn.Module):
    def __init__(
        self,
        classes: int = 10,
        in_dim: int = 256,  # as a default
    ) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(in_dim, classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


def defaulted() -> nn.Module:
    return Defaulted(classes=5)


@dataclass
class Settings:
    channels: int = 24  # of a dataclass
    classes: int = 10
    names: list[str] = field(default_factory=list)


class FromSettings(nn.Module):
    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.features = body()
        self.reduce = nn.Conv2d(self.settings.channels, 8, 1)
        self.fc = nn.Linear(8, settings.classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.reduce(self.features(x)).mean((2, 3)))


def from_settings() -> nn.Module:
    return FromSettings(Settings())


def from_namespace() -> nn.Module:
    args = SimpleNamespace(
        channels=20,  # of a namespace
        classes=4,
    )
    return FromSettings(args)


class Twofold(nn.Module):
    """Two layers are made with one entry, of which one is right: to change the entry breaks that."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.up = nn.Conv2d(16, SHARED["width"], 1)
        self.norm = nn.BatchNorm2d(SHARED["width"])
        self.fc = nn.Linear(16, 10)
        self.aux = nn.Linear(SHARED["width"], 10)  # gets another

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        return self.fc(x.mean((2, 3))) + self.aux(x.mean((2, 3))) + self.norm(self.up(x)).mean()


class Overridden(nn.Module):
    """What the table says is given another value before it is read: nothing is told of its line."""

    def __init__(self) -> None:
        super().__init__()
        table = {"size": 512}
        table["size"] = 512
        self.features = body()
        self.fc = nn.Linear(table["size"], 10)  # not of the table

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Computed(nn.Module):
    """The number is made of another, which stands alone for nothing."""

    def __init__(self, expansion: int = 4) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(16 * expansion, 10)  # is computed

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Sound(nn.Module):
    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        given = {"channels": 16}
        self.features = body()
        self.reduce = nn.Conv2d(given["channels"], CONFIG["classes"], 1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.flatten(self.reduce(self.features(x)).mean((2, 3)), 1)


WIDTHS = [16, 32, 64]  # of another encoder


class Joined(nn.Module):
    def __init__(self, own: int, skip: int, out: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(own + skip, out, 3, padding=1)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        x = nn.functional.interpolate(x, size=skip.shape[2:])
        return self.conv(torch.cat([x, skip], dim=1))


class Levels(nn.Module):
    """The list of the decoder has the numbers of another encoder."""

    def __init__(self, widths: list[int] = WIDTHS) -> None:
        super().__init__()
        self.levels = nn.ModuleList([nn.Conv2d(a, b, 3, 2, 1) for a, b in ((3, 8), (8, 12), (12, 16))])
        self.up2 = Joined(widths[2], widths[1], 6)  # of two entries
        self.up1 = Joined(6, widths[0], 4)

    def forward(self, x: Tensor) -> Tensor:
        first = self.levels[0](x)
        second = self.levels[1](first)
        x = self.up2(self.levels[2](second), second)
        return self.up1(x, first)


class LevelsTwice(nn.Module):
    """The same, with an entry that two layers are made with: another number breaks one of them."""

    def __init__(self, widths: tuple[int, ...] = (32, 64)) -> None:
        super().__init__()
        self.features = body()
        self.left = nn.Conv2d(widths[0], 4, 1)  # is one of two
        self.right = nn.Conv2d(widths[0], 4, 1)
        self.last = nn.Conv2d(widths[1], 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        return self.left(x) + self.right(x) + self.last(x)


class Stage(nn.Module):
    """Both of its numbers are of the list of another backbone."""

    def __init__(self, given: int, made: int) -> None:
        super().__init__()
        self.conv = nn.ConvTranspose2d(given, made, 2, 2)

    def forward(self, x: Tensor, skip: Tensor) -> Tensor:
        return self.conv(x) + skip


class Stages(nn.Module):
    def __init__(self, widths: tuple[int, ...] = (256, 512, 1024, 2048)) -> None:  # of bottlenecks
        super().__init__()
        model = ResNet(BasicBlock, [1, 1, 1, 1])
        self.stem = nn.Sequential(model.conv1, model.maxpool, model.layer1)
        self.levels = nn.ModuleList([model.layer2, model.layer3, model.layer4])
        self.up = nn.ModuleList([Stage(widths[3], widths[2]), Stage(widths[2], widths[1])])
        self.last = nn.Conv2d(widths[1], widths[0], 1)

    def forward(self, x: Tensor) -> Tensor:
        maps = [self.stem(x)]
        for level in self.levels:
            maps.append(level(maps[-1]))
        x = self.up[1](self.up[0](maps[3], maps[2]), maps[1])
        return self.last(x)


ROWS = {"small": [8, 16], "large": [40, 80]}  # of two kinds


class OfRow(nn.Module):
    """The other row of a table is taken."""

    def __init__(self, kind: str = "large") -> None:
        super().__init__()
        self.levels = nn.ModuleList([nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 16, 3, 2, 1)])
        self.lateral = nn.ModuleList([nn.Conv2d(one, 4, 1) for one in ROWS[kind]])

    def forward(self, x: Tensor) -> list[Tensor]:
        first = self.levels[0](x)
        maps = (first, self.levels[1](first))
        return [one(x) for one, x in zip(self.lateral, maps, strict=True)]


def sound_levels() -> nn.Module:
    return Levels([8, 12, 16])


class Flat(nn.Module):
    """Sound: a layer for all of a map, of images of 96 x 96."""

    def __init__(self, size: int = 96, side: int = 12) -> None:
        super().__init__()
        self.size = size
        self.features = body()
        self.head = nn.Sequential(nn.Flatten(), nn.Linear(16 * side * side, 10))  # for one size

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))


CROP = {"crop": 224, "stride": 16}


def top(crop: dict[str, int]) -> nn.Module:
    side = crop["crop"] // crop["stride"]
    return nn.Sequential(nn.Flatten(), nn.Linear(16 * side * side, 10))  # computed


class Cropped(nn.Module):
    """The features are computed for 224 x 224, by a stride that the network does not have."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.head = top(CROP)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.features(x))
