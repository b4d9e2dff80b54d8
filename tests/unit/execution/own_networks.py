"""Networks as users write them, small: what may be a subject, and what is refused."""

from collections import OrderedDict
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - as users write it
from torch import Tensor, nn


def _norm(ins: int, outs: int, kernel: int, stride: int = 1) -> tuple[nn.Module, nn.Module]:
    return nn.Conv2d(ins, outs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outs)


class Block(nn.Module):
    def __init__(self, ins: int, outs: int, stride: int) -> None:
        super().__init__()
        self.conv1, self.bn1 = _norm(ins, outs, 3, stride)
        self.conv2, self.bn2 = _norm(outs, outs, 3)
        self.shortcut = nn.Sequential()
        if ins != outs:
            self.shortcut = nn.Sequential(*_norm(ins, outs, 1, stride))

    def forward(self, x: Tensor) -> Tensor:
        out = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        out += self.shortcut(x)
        return F.relu(out)


class Backbone(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1, self.bn1 = _norm(3, 4, 3, 2)
        self.layer1 = nn.Sequential(Block(4, 4, 1), Block(4, 4, 1))
        self.layer2 = nn.Sequential(Block(4, 8, 2), Block(8, 8, 1))
        self.fc = nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        x = self.layer2(self.layer1(F.relu(self.bn1(self.conv1(x)))))
        x = F.adaptive_avg_pool2d(x, 1)
        y: Tensor = self.fc(x.view(x.size(0), -1))
        return y


class Classifier(nn.Module):
    """A backbone below a prefix, with a head of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.backbone = Backbone()
        self.head = nn.Linear(8, 5)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.head(F.dropout(self.backbone(x), 0.1, self.training))
        return y


class Excited(nn.Module):
    """What is multiplied, joined and averaged."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Conv2d(3, 4, 3, 2, 1)
        self.pool, self.squeeze = nn.AdaptiveAvgPool2d(1), nn.Conv2d(4, 4, 1)
        self.left, self.right = nn.Conv2d(4, 2, 1), nn.Conv2d(4, 2, 3, 1, 1)
        self.last = nn.Linear(4, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = self.stem(x)
        x = x * torch.sigmoid(self.squeeze(self.pool(x)))
        x = torch.cat([self.left(x), self.right(x)], dim=1)
        y: Tensor = self.last(x.mean((2, 3)))
        return y


class Gate(nn.Module):
    """Squeeze and excitation, which asks a tensor for its sizes."""

    def __init__(self, ins: int) -> None:
        super().__init__()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Sequential(
            nn.Linear(ins, 2), nn.ReLU(inplace=True), nn.Linear(2, ins), nn.Sigmoid()
        )

    def forward(self, x: Tensor) -> Tensor:
        b, c, _, _ = x.size()
        y = self.pool(x).view(b, c)
        y = self.fc(y).view(b, c, 1, 1)
        z: Tensor = x * y.expand_as(x)
        return z


class Indexed(Gate):
    """The same by an index."""

    def forward(self, x: Tensor) -> Tensor:
        y = self.fc(x.mean((2, 3)))
        z: Tensor = x * y[:, :, None, None]
        return z


def _gated(gate: type[Gate]) -> nn.Module:
    parts = OrderedDict(
        stem=nn.Conv2d(3, 4, 3, 2, 1), gate=gate(4), pool=nn.AdaptiveAvgPool2d(1), flat=nn.Flatten()
    )
    return nn.Sequential(OrderedDict(**parts, head=nn.Linear(4, 3)))


def gated() -> nn.Module:
    return _gated(Gate)


def indexed() -> nn.Module:
    return _gated(Indexed)


def grey() -> nn.Module:
    """It takes grey images of 224 x 224 alone."""
    head = OrderedDict(pool=nn.MaxPool2d(8), flat=nn.Flatten(), head=nn.Linear(4 * 14 * 14, 3))
    return nn.Sequential(OrderedDict(stem=nn.Conv2d(1, 4, 3, 2, 1)) | head)


class Shuffled(nn.Module):
    """It computes with sizes."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return x.view(x.size(0), 2, x.size(1) // 2, -1)


class Viewer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv, self.last = nn.Conv2d(3, 4, 8, 8), nn.Linear(64, 3)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        y: Tensor = self.last(x.view(x.size(0), -1))
        return y


class _Of(nn.Module):
    """A convolution and what a subclass does with it."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)


class Decides(_Of):
    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return x if x.mean() > 0 else x + x


class Sorts(_Of):
    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv(x)
        return y.sort(dim=1).values


class Grows(_Of):
    """What it does hangs on the size of its input."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv(x)
        return F.relu(x) if x.shape[-1] % 2 else torch.sigmoid(x)


class Drops(_Of):
    """It drops out in eval mode as well."""

    def forward(self, x: Tensor) -> Tensor:
        return F.dropout(self.conv(x), 0.5)


class Some(nn.Module):
    """It calls only some of a list."""

    def __init__(self) -> None:
        super().__init__()
        self.convs = nn.ModuleList(nn.Conv2d(3, 3, 1) for _ in range(3))

    def forward(self, x: Tensor) -> Tensor:
        for conv in self.convs[:2]:
            x = conv(x)
        return x


class Siamese(_Of):
    def forward(self, x: Tensor, other: Tensor) -> Tensor:
        y: Tensor = self.conv(x) + self.conv(other)
        return y


class Several(_Of):
    def forward(self, x: Tensor) -> Any:
        return {"out": self.conv(x)}


class Scaled(_Of):
    """It has a weight that no layer of it says."""

    def __init__(self) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(4, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.conv(x) * self.gamma
        return y


class Held(nn.Module):
    """A function holds a module of the original."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 1)
        self.call = lambda x: self.conv(x)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.call(x)  # type: ignore[no-untyped-call]
        return y


class Shared(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.one = self.other = nn.Conv2d(3, 3, 1)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = self.other(self.one(x))
        return y


class Unlearned(nn.Module):
    """Its backbone runs under ``no_grad()``."""

    def __init__(self) -> None:
        super().__init__()
        self.conv, self.last = nn.Conv2d(3, 4, 1), nn.Conv2d(4, 4, 1)

    def forward(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            x = self.conv(x)
        y: Tensor = self.last(x)
        return y


def frozen() -> nn.Module:
    network: nn.Module = Excited()
    return network.requires_grad_(requires_grad=False)


def tuned() -> nn.Module:
    """A backbone that is frozen, below a head that is trained."""
    network = Classifier()
    network.backbone.requires_grad_(requires_grad=False)
    return network


def half() -> nn.Module:
    network = Excited()
    assert network.last.bias is not None
    network.last.bias.requires_grad = False
    return network


alone = nn.Conv2d(3, 4, 1)


def raising() -> nn.Module:
    raise ValueError("no such depth")
