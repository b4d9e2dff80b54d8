# mypy: disable-error-code="no-any-return, no-untyped-call"
"""Networks in which something is done for nothing, or is left as it was; and others that look like them.

The names in the tests say what is told of each.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor
from torch.ao.nn.quantized import FloatFunctional
from torch.ao.quantization import DeQuantStub, QuantStub


class Images(nn.Module):
    """Of an image, 16 maps of 8 x 8, then what is ``between``, then scores."""

    def __init__(self, between: nn.Module | None = None, head: nn.Module | None = None) -> None:
        super().__init__()
        self.cnn = nn.Sequential(nn.Conv2d(3, 16, 3, 4, 1), nn.BatchNorm2d(16), nn.ReLU())
        self.between = between or nn.Identity()
        self.head = head or nn.Linear(16, 7)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.between(self.cnn(x)).mean((2, 3)))


class Unshuffled(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        groups = x.view(n, 4, c // 4, h, w)
        return groups.reshape(n, c, h, w)  # divided for nothing


class Shuffled(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        n, c, h, w = x.shape
        return x.view(n, 4, c // 4, h, w).transpose(1, 2).reshape(n, c, h, w)


class ThereAndBack(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        tokens = x.flatten(2)
        return tokens.view_as(x)  # turned for nothing


class Grouped(nn.Module):
    """What is divided is read before it is put together."""

    def forward(self, x: Tensor) -> Tensor:
        groups = x.unflatten(1, (4, 4))
        means = groups.mean(1)
        return groups.flatten(1, 2) + means.repeat(1, 4, 1, 1)


class TakenTwice(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(2, 1, 7, padding=3)

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(1, keepdim=True)
        most = x.amax(1, keepdim=True)  # noqa: F841
        both = torch.cat([mean, mean], dim=1)  # one of both
        return x * self.conv(both).sigmoid()


class TakenOnce(TakenTwice):
    """The same twice, and nothing else is left over."""

    def forward(self, x: Tensor) -> Tensor:
        mean = x.mean(1, keepdim=True)
        both = torch.cat([mean, mean], dim=1)
        return x * self.conv(both).sigmoid()


class Forgotten(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        spread = x.std((2, 3), keepdim=True)  # noqa: F841
        return x - x.mean((2, 3), keepdim=True)


class Named(nn.Module):
    """A name that is not to be read, and one that an inner function reads."""

    def forward(self, x: Tensor) -> Tensor:
        _unused = x.mean()
        mean = x.mean((2, 3), keepdim=True)

        def centred() -> Tensor:
            return x - mean

        return centred()


def two_linear() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 32), nn.Linear(32, 7)))


def dropped_linear() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 32), nn.Dropout(0.5), nn.Linear(32, 7)))


def two_convolutions() -> nn.Module:
    return Images(nn.Sequential(nn.Conv2d(16, 16, 3, 1, 1), nn.Conv2d(16, 16, 3, 1, 1)))


def floored() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 2), nn.ReLU()))


def floored_maps() -> nn.Module:
    return nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU())


class Aliased(nn.Module):
    def __init__(self, project: bool = False) -> None:
        super().__init__()
        self.conv = nn.Conv2d(16, 16, 3, 1, 1)
        self.project = nn.Conv2d(16, 16, 1) if project else None

    def forward(self, x: Tensor) -> Tensor:
        out = self.conv(x)
        kept = out  # and not of what comes in
        if self.project is not None:
            kept = self.project(x)
        return (out + kept).relu()


class AroundNothing(nn.Module):
    """A block around which there is a way, and in which nothing is left."""

    def __init__(self) -> None:
        super().__init__()
        self.block = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        kept = x
        x = self.block(x)
        x += kept
        return x


def projected() -> nn.Module:
    return Images(Aliased(project=True))


class Unflattened(Images):
    def __init__(self) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.last = nn.Sequential(nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 7))

    def forward(self, x: Tensor) -> Tensor:
        return self.last(self.pool(self.cnn(x)))  # a map


def scored() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 7), nn.ReLU(), nn.Softmax(dim=1)))


def distances() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 7), Absolute()))


class Absolute(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.abs()


class Compared(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.net = Images()

    def forward(self, one: Tensor, other: Tensor) -> Tensor:
        return (self.net(one) - self.net(one)).abs()  # with itself


class Enlarged(nn.Module):
    """A map as large as the image."""

    def __init__(self) -> None:
        super().__init__()
        self.cnn = nn.Conv2d(3, 5, 3, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(self.cnn(x), size=x.shape[1:3])  # channels and height


class EnlargedRight(Enlarged):
    def forward(self, x: Tensor) -> Tensor:
        return F.interpolate(self.cnn(x), size=x.shape[2:])


def low_rank() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 2), nn.Linear(2, 7)))


def separable() -> nn.Module:
    parts = (nn.Conv2d(16, 16, 3, 1, 1, groups=16), nn.Conv2d(16, 16, 1))
    return Images(nn.Sequential(*parts))


class SquareAgain(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        n, c = x.shape[:2]
        tokens = x.flatten(2) * 2
        side = int(tokens.shape[2] ** 0.5)
        return tokens.reshape(n, c, side, side)  # whatever it was


class TwoWays(nn.Module):
    """What a convolution makes goes through another one, and around it."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = (nn.Conv2d(16, 16, 3, 1, 1) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        x = self.first(x)
        return (x + self.second(x)).relu()


def activated_in_place() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 32), nn.ReLU(inplace=True), nn.Linear(32, 7)))


def activated() -> nn.Module:
    return Images(head=nn.Sequential(nn.Linear(16, 32), nn.Tanh(), nn.Linear(32, 7)))


class Weighed(nn.Module):
    """A weight for each place, of scores that are normed over ``size`` values."""

    def __init__(self, size: int = 1) -> None:
        super().__init__()
        self.score = nn.Linear(16, size)
        self.norm = nn.LayerNorm(size)

    def forward(self, x: Tensor) -> Tensor:
        scores = self.norm(self.score(x.flatten(2).transpose(1, 2)))  # of one value
        weights = scores.mean(-1).softmax(1)
        return x * weights.view(x.shape[0], 1, *x.shape[2:])


def weighed_by_several() -> nn.Module:
    return Images(Weighed(4))


class AllDropped(Images):
    def __init__(self) -> None:
        super().__init__()
        self.between = nn.Dropout2d(1.0)


def much_dropped() -> nn.Module:
    return Images(nn.Dropout(0.9))


def half_dropped() -> nn.Module:
    return Images(nn.Dropout(0.5))


def no_momentum() -> nn.Module:
    return Images(nn.BatchNorm2d(16, momentum=0.0))


class Stacked(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, 4, 1)
        self.blocks = nn.Sequential(*self.several(nn.Conv2d(8, 8, 3, 1, 1)))
        self.fc = nn.Linear(8, 7)

    def several(self, block: nn.Module) -> list[nn.Module]:
        return [block] * 3

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.stem(x)).relu().mean((2, 3)))


def frozen_features() -> nn.Module:
    network = Images()
    network.cnn.requires_grad_(False)
    return network


class Asleep(Images):
    """What is frozen stays in eval mode."""

    def __init__(self) -> None:
        super().__init__()
        self.cnn.requires_grad_(False)

    def train(self, mode: bool = True) -> "Asleep":
        super().train(mode)
        self.cnn.eval()
        return self


def frozen_head() -> nn.Module:
    network = Images()
    network.head.requires_grad_(False)
    return network


class Sleeping(Images):
    def forward(self, x: Tensor) -> Tensor:
        self.cnn.eval()  # in training as well
        return self.head(self.cnn(x).mean((2, 3)))


class Path(nn.Module):
    """Leaves out samples at a rate ``p``."""

    def __init__(self, p: float = 0.25) -> None:
        super().__init__()
        self.p = p

    def kept(self, x: Tensor) -> Tensor:
        return (torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= self.p).to(x.dtype)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        return x * self.kept(x) / self.p  # by the other share


class RightPath(Path):
    def forward(self, x: Tensor) -> Tensor:
        return x * self.kept(x) / (1 - self.p) if self.training else x


class PlainPath(Path):
    def forward(self, x: Tensor) -> Tensor:
        return x * self.kept(x) if self.training else x  # as it is


class Noise(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x + torch.randn_like(x) if self.training else x


class Flip(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.flip(3) if self.training and bool(torch.rand(()) < 0.5) else x


class Quantised(nn.Module):
    """A convolution with a shortcut, between stubs."""

    def __init__(self) -> None:
        super().__init__()
        self.quant, self.dequant = QuantStub(), DeQuantStub()
        self.conv = nn.Conv2d(3, 3, 3, 1, 1)
        self.fc = nn.Linear(3, 7)
        self.sum = FloatFunctional()

    def forward(self, x: Tensor) -> Tensor:
        x = self.quant(x)
        x = self.sum.add(self.conv(x), x)
        return self.dequant(self.fc(x.mean((2, 3))))


class PlainSum(Quantised):
    def forward(self, x: Tensor) -> Tensor:
        x = self.quant(x)
        x = self.conv(x) + x  # of two quantised tensors
        return self.dequant(self.fc(x.mean((2, 3))))


class TooEarly(Quantised):
    def forward(self, x: Tensor) -> Tensor:
        x = self.dequant(self.conv(self.quant(x)))
        return self.fc(x.mean((2, 3)))  # float again


class StaysQuantised(Quantised):
    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.conv(self.quant(x)).mean((2, 3)))
