# mypy: ignore-errors
"""Slips in calls of Python and torch, each in a small network; its docstring is what an expert answers.

They were written before the check ran on any of them. The line to look at ends in a mark.
"""

import itertools

import torch
import torch.nn.functional as F  # noqa: N812  # as everybody has it
from torch import Tensor, nn

from tests.check.networks import Classifier, body


class Averaged(Classifier):
    """mean() takes its dimensions as one tuple: x.mean((2, 3))."""

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean(2, 3))  # two dimensions


class Regrouped(Classifier):
    """view() takes sizes, or one list of them, not a list and a number: x.view(n, -1, 4)."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x).mean((2, 3))
        groups = x.view([x.size(0), -1], 4)  # a list and a number
        return self.fc(groups.flatten(1))


class Both(nn.Module):
    """torch.cat() takes the tensors as one list: torch.cat((wide, deep), 1)."""

    def __init__(self) -> None:
        super().__init__()
        self.wide, self.deep = body(), body()
        self.fc = nn.Linear(32, 10)

    def forward(self, x: Tensor) -> Tensor:
        wide, deep = self.wide(x).mean((2, 3)), self.deep(x).mean((2, 3))
        return self.fc(torch.cat(wide, deep, dim=1))  # no list


class Clips(Classifier):
    """torch.stack() takes a list of tensors: torch.stack([x, x.flip(-1)])."""

    def forward(self, x: Tensor) -> Tensor:
        views = torch.stack(x, x.flip(-1))  # no list of views
        return self.fc(torch.stack([self.features(one).mean((2, 3)) for one in views]).mean(0))


class Repeated(Classifier):
    """torch.stack() of one tensor: a list of one, or x.unsqueeze(1)."""

    def forward(self, x: Tensor) -> Tensor:
        rows = torch.stack(self.features(x).mean((2, 3)))  # one tensor
        return self.fc(rows)


class Permuted(Classifier):
    """permute() names each dimension of (N, C, H, W): flatten(2) in front, or permute(0, 2, 3, 1)."""

    def forward(self, x: Tensor) -> Tensor:
        tokens = self.features(x).permute(0, 2, 1)  # of four dimensions
        return self.fc(tokens.mean(1))


class Sized(Classifier):
    """size is a method: x.size(0), or x.shape[0]."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x).mean((2, 3))
        return self.fc(x.view(x.size[0], -1))  # not called


class Shaped(Classifier):
    """shape is no method: x.shape[0]."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x).mean((2, 3))
        return self.fc(x.view(x.shape()[0], -1))  # called


class Stacked(nn.Module):
    """nn.Sequential takes the layers one by one: nn.Sequential(*layers)."""

    def __init__(self, widths: tuple[int, ...] = (3, 8, 16)) -> None:
        super().__init__()
        layers = []
        for ins, outs in itertools.pairwise(widths):
            layers += [nn.Conv2d(ins, outs, 3, 2, 1), nn.ReLU()]
        self.features = nn.Sequential(layers)  # no star
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Stages(nn.Module):
    """An nn.ModuleList is gone through, or is an nn.Sequential."""

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList([nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 16, 3, 2, 1)])
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.stages(x).mean((2, 3)))  # a list is called


class Unborn(nn.Module):
    """super().__init__() is missing."""

    def __init__(self) -> None:
        self.features = body()  # before there is a module
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Named(nn.Module):
    """super().__init__ is named and not called."""

    def __init__(self) -> None:
        super().__init__  # noqa: B018  # without parentheses
        self.features = body()
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Gate(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(16, 16)

    def forward(self, x: Tensor) -> Tensor:  # no return
        weight = torch.sigmoid(self.fc(x.mean((2, 3))))
        x = x * weight[:, :, None, None]


class Gated(Classifier):
    """The forward() of Gate has no return."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Gate()

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.gate(self.features(x)).mean((2, 3)))


class Silent(Classifier):
    """Its forward() returns nothing."""

    def forward(self, x: Tensor) -> Tensor:  # none at the end
        x = self.features(x).mean((2, 3))
        x = self.fc(x)


class Counted(nn.Module):
    """len() of a number: range(blocks)."""

    def __init__(self, blocks: int = 2) -> None:
        super().__init__()
        self.features = body()
        self.blocks = nn.Sequential(
            *[nn.Conv2d(16, 16, 3, 1, 1) for _ in range(len(blocks))]
        )  # of an int
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.features(x)).mean((2, 3)))


class Scaled(Classifier):
    """float() of a scale for each sample: leave it a tensor."""

    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x).mean((2, 3))
        scale = float(x.norm(dim=1, keepdim=True))  # of several values
        return self.fc(x / scale)


class Rectified(Classifier):
    """F.relu() takes the tensor first: F.relu(x, inplace=True)."""

    def forward(self, x: Tensor) -> Tensor:
        x = F.relu(True)(self.features(x))  # no tensor
        return self.fc(x.mean((2, 3)))


class Headed(nn.Module):
    """A number of classes has to be given: a function that returns Headed(10), under a name."""

    def __init__(self, num_classes: int, *, width: int) -> None:
        super().__init__()
        self.features = body(width)
        self.fc = nn.Linear(width, num_classes)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


def stripped() -> nn.Module:
    """The fc is deleted, and forward() calls it: nn.Identity() in its place."""
    network = Classifier()
    del network.fc  # is called
    return network


class Misspelled(nn.Module):
    """The pooling is self.avg_pool, not self.avgpool."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.avg_pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.avgpool(self.features(x))  # another name
        return self.fc(torch.flatten(x, 1))


class Kernelless(nn.Module):
    """nn.Conv2d needs its kernel_size."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.reduce = nn.Conv2d(16, 8)  # no kernel
        self.fc = nn.Linear(8, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.reduce(self.features(x)).mean((2, 3)))


class Enlarged(Classifier):
    """The third argument of F.interpolate() is scale_factor: mode="bilinear"."""

    def forward(self, x: Tensor) -> Tensor:
        x = F.interpolate(x, (64, 64), "bilinear")  # the third
        return self.fc(self.features(x).mean((2, 3)))


class Maximal(Classifier):
    """torch.max() along a dimension gives values and indices: .values, or x.amax(2)."""

    def forward(self, x: Tensor) -> Tensor:
        x = torch.max(self.features(x).flatten(2), 2)  # values and indices
        return self.fc(x)


class Selfless(nn.Module):
    """forward() lacks its self."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()

    def forward(x: Tensor) -> Tensor:  # noqa: N805  # no self
        return x.mean((2, 3))


class Misnamed(nn.Module):
    """The constructor is named __int__, and never runs."""

    def __int__(self) -> None:  # no __init__
        super().__init__()
        self.features = body()
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Transposed(nn.Module):
    """T is no method: self.weight.T, or self.weight.t()."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.weight = nn.Parameter(torch.randn(10, 16))

    def forward(self, x: Tensor) -> Tensor:
        return self.features(x).mean((2, 3)) @ self.weight.T()  # is called


# Their kin, written once those above were mended.


class Grouped(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x)
        return self.fc(x.reshape(x.shape[:2], -1).mean(2))  # a part of a shape


class Everywhere(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        return self.fc(torch.mean(self.features(x), -2, -1))  # each by itself


class Halved(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        half = x.size // 2  # the method itself
        return self.fc(self.features(x[..., :half]).mean((2, 3)))


class Joined(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        both = torch.cat(x, x.flip(-1), 2)  # and the dimension
        return self.fc(self.features(both).mean((2, 3)))


class TwiceCalled(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        x = self.features(x).mean((2, 3))
        return self.fc(F.relu(x)(x))  # what relu gives


class Listed(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        scale = x.mean((1, 2, 3)).item()  # one for each sample
        return self.fc(self.features(x).mean((2, 3)) * scale)


class Sorted(Classifier):
    def forward(self, x: Tensor) -> Tensor:
        best = self.features(x).flatten(2).topk(4, dim=2)  # and where they are
        return self.fc(best.mean(2))


class Late(nn.Module):
    def __init__(self) -> None:
        self.features = body()  # too early
        self.fc = nn.Linear(16, 10)
        super().__init__()

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class LateByName(nn.Module):
    def __init__(self) -> None:
        self.fc = nn.Linear(16, 10)  # before its name
        nn.Module.__init__(self)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(x)


class Enlarging(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.up = nn.Upsample((64, 64), "bilinear")  # the second

    def forward(self, x: Tensor) -> Tensor:
        return self.up(self.features(x))


class Packed(nn.Module):
    def __init__(self, sizes: tuple[int, int] = (16, 10)) -> None:
        super().__init__()
        self.features = body()
        self.fc = nn.Linear((16, sizes[1]))  # in one

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Activated(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Sequential(body(), F.relu(inplace=True))  # no layer
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Deep(nn.Module):
    def __init__(self, blocks: tuple[int, ...] = (1, 2)) -> None:
        super().__init__()
        self.features = body()
        self.blocks = nn.Sequential()
        for at in range(blocks):  # a list of them
            self.blocks.append(nn.Conv2d(16, 16, 3, 1, 1 + at))
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.blocks(self.features(x)).mean((2, 3)))


class Unbuilt(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.features = body()

    def build_head(self) -> None:  # nothing calls it
        self.fc = nn.Linear(16, 10)

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.features(x).mean((2, 3)))


class Lacking(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.net = Headed(10)  # and its width

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


def emptied() -> nn.Module:
    network = Classifier()
    network.fc = None  # is called
    return network


class Sound(Classifier):
    """What is written rightly, in each of these ways; an attribute is deleted that nothing calls."""

    def __init__(self) -> None:
        super().__init__()
        self.old = nn.Linear(16, 10)
        del self.old
        self.weight = nn.Parameter(torch.randn(16, 16))

    def forward(self, x: Tensor) -> Tensor:
        x = torch.cat([x, x.flip(-1)], 2)
        x = F.interpolate(x, (32, 32), mode="bilinear")
        x = F.relu(self.features(x), True)
        best = x.flatten(2).permute(0, 2, 1).max(1).values
        x = x.reshape(*x.shape[:2], -1).mean((2,)) + best @ self.weight.T
        return self.fc(x.view([x.size(0), 16]))
