# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, operator"
# mypy: disable-error-code="no-untyped-def, arg-type, return-value, attr-defined, misc, index"
# mypy: disable-error-code="var-annotated"
"""Networks as people's repositories have them, of tables, helpers and classes below others, with a fault
far from the line that raises, or that is silent; beside each, what is sound."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor, nn
from torchvision.models import resnet18

from tests.check.networks import Classifier, body


def scores(features=16, classes=5):
    return nn.Linear(features, classes)


class Heads(nn.Module):
    """One head for all names."""

    names = ("age", "smile", "hat")

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.heads = self.made()

    def made(self):
        return nn.ModuleDict(dict.fromkeys(self.names, scores()))  # one for all

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        h = self.features(x).mean((2, 3))
        return {name: self.heads[name](h) for name in self.names}


class HeadsOutside(Heads):
    def made(self):
        head = scores()
        return nn.ModuleDict({name: head for name in self.names})  # noqa: C420  # made once


class HeadsByName(Heads):
    def made(self):
        head = scores()
        return nn.ModuleDict(dict.fromkeys(self.names, head))  # made before


class HeadsInLoop(Heads):
    def made(self):
        heads, head = nn.ModuleDict(), scores()
        last = scores()
        for name in self.names:
            heads[name] = last  # the same each time
        return heads if head is not None else None


class HeadsEach(Heads):
    """Sound: one for each."""

    def made(self):
        return nn.ModuleDict({name: scores() for name in self.names})


def sines(count: int, dim: int) -> Tensor:
    return torch.from_numpy(np.sin(np.arange(count * dim).reshape(count, dim)))  # from numpy


class Placed(nn.Module):
    """A part of a table of float64 is added to the tokens."""

    def __init__(self, most: int = 400, dim: int = 16) -> None:
        super().__init__()
        self.features = body()
        self.register_buffer("places", sines(most, dim))
        self.fc = nn.Linear(dim, 5)

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.features(x).flatten(2).transpose(1, 2)
        tokens = tokens + self.places[: tokens.shape[1]]
        return self.fc(tokens).mean(1)


class Finding(Classifier):
    """One logit for an image, where the class that it inherits from has a row of them."""

    def __init__(self) -> None:
        super().__init__()
        self.fc = scores(16, 1)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x)  # (N, 1)


class Scaled(Finding):
    def forward(self, x: Tensor) -> Tensor:
        return super().forward(x) * 2.0  # what another line makes of it


def encoder(features: int, in_channels: int = 3) -> nn.Module:
    network = resnet18(weights=None)
    if in_channels != 3:
        network.conv1 = nn.Conv2d(in_channels, 64, 7, 2, 3, bias=False)
    network.fc = nn.Linear(512, features)
    return network


def small(features: int, classes: int, in_channels: int = 3) -> nn.Module:
    return nn.Conv2d(in_channels, features, max(3, classes))


class Streams(nn.Module):
    """An encoder for each of its inputs, which come as they are."""

    def __init__(self, *channels: int) -> None:
        super().__init__()
        self.encoders = nn.ModuleList([self.made(one) for one in channels or (3, 1)])
        self.fc = nn.Linear(16 * len(self.encoders), 5)

    def made(self, channels: int) -> nn.Module:
        return encoder(16)  # for colours

    def forward(self, *images: Tensor) -> Tensor:
        each = zip(self.encoders, images, strict=True)
        return self.fc(torch.cat([one(image) for one, image in each], dim=1))


@dataclass(frozen=True)
class Settings:
    features: int = 16
    in_channels: int = 1
    classes: int = 5
    weights: str = ""


class Unheeded(nn.Module):
    """A setting that is not handed on."""

    def __init__(self, settings: Settings = Settings()) -> None:
        super().__init__()
        self.features = self.made(settings)
        self.fc = scores(settings.features, settings.classes)

    def made(self, settings):
        return small(settings.features, settings.classes)  # colours by default

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Heeded(Unheeded):
    """Sound: the setting is handed on; another one nobody has a use for."""

    def made(self, settings):
        return small(settings.features, settings.classes, settings.in_channels)


class SoundStreams(Streams):
    def made(self, channels: int) -> nn.Module:
        return encoder(16, channels)


class Clips(nn.Module):
    """Frames that are joined with the batch, and divided with the time in front."""

    def __init__(self) -> None:
        super().__init__()
        self.features, self.fc = body(), scores()

    def forward(self, clips: Tensor) -> Tensor:
        n, t = clips.shape[:2]
        frames = self.features(clips.flatten(0, 1)).mean((2, 3))
        return self.fc(self.divided(frames, n, t).mean(1))

    def divided(self, frames: Tensor, n: int, t: int) -> Tensor:
        return frames.view(t, n, -1).transpose(0, 1)  # the time in front


class SoundClips(Clips):
    def divided(self, frames: Tensor, n: int, t: int) -> Tensor:
        return frames.view(n, t, -1)


class TimeFirst(Clips):
    """Sound: the time is in front when they are joined, too."""

    def forward(self, clips: Tensor) -> Tensor:
        n, t = clips.shape[:2]
        frames = self.features(clips.transpose(0, 1).reshape(n * t, *clips.shape[2:])).mean((2, 3))
        return self.fc(frames.view(t, n, -1).transpose(0, 1).mean(1))


class Enlarged(nn.Module):
    """The widths of a deeper backbone, by a list times a number."""

    def __init__(self) -> None:
        super().__init__()
        self.stem, self.deep = nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 64, 3, 2, 1)
        self.heads = nn.ModuleList([nn.Conv2d(one, 4, 1) for one in self.widths()])

    def widths(self):
        widths = [8, 16]
        widths[1:] *= 4  # has it four times
        return widths[:2]

    def forward(self, x: Tensor) -> list[Tensor]:
        stem = self.stem(x)
        return [head(one) for head, one in zip(self.heads, (stem, self.deep(stem)), strict=True)]


class EnlargedWhole(Enlarged):
    def widths(self):
        return (2 * [4, 16])[:2]  # has it twice


class Alike(Enlarged):
    """The number is wrong, and no list is to blame."""

    def widths(self):
        return [8, *[16] * 4][:2]  # all of one width


class Decoded(nn.Module):
    """The first of the features is the image itself, for which the decoder has no channels."""

    def __init__(self, skipped: int = 0) -> None:
        super().__init__()
        self.stages = nn.ModuleList([nn.Identity(), nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 16, 3, 2, 1)])
        self.first = nn.Conv2d(16 + 8, 16, 3, padding=1)
        self.last = nn.Conv2d(16 + skipped, 4, 3, padding=1)  # for no skip

    def forward(self, x: Tensor) -> Tensor:
        features = []
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        x, *skips = features[::-1]
        for layer, skip in zip((self.first, self.last), skips, strict=True):
            x = layer(torch.cat([F.interpolate(x, size=skip.shape[2:]), skip], dim=1))
        return x


class DecodedWithImage(Decoded):
    """Sound: it has channels for the image."""

    def __init__(self) -> None:
        super().__init__(3)
