# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment"
"""More networks with a fault as people make it every day, small; beside each, what is sound."""

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor, nn

from tests.check.networks import Classifier, body


class Negated(nn.Module):
    """Meant to reverse gradients, and no Function."""

    def forward(self, x: Tensor) -> Tensor:
        return x.view_as(x)

    def backward(self, grad: Tensor) -> Tensor:  # nobody calls it
        return -grad


class Reversed(Classifier):
    def __init__(self, reverse: nn.Module | None = None) -> None:
        super().__init__()
        self.reverse = reverse or Negated()
        self.domain = nn.Linear(16, 2)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.features(x).mean((2, 3))
        return self.fc(seen), self.domain(self.reverse(seen))


class Reversal(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> Tensor:
        return -grad


class Direct(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return Reversal.forward(None, x)  # not applied


class Applied(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return Reversal.apply(x)


def negated() -> nn.Module:
    return Reversed()


def direct() -> nn.Module:
    return Reversed(Direct())


def applied() -> nn.Module:
    """Sound."""
    return Reversed(Applied())


class Backed(Classifier):
    """Sound: other files may call the backward() of what they train, as an engine's."""

    def backward(self, loss: Tensor) -> None:
        loss.sum().backward()


class Pooled(Classifier):
    """A function takes the batch away that is one image."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm1d(16)

    def pooled(self, x: Tensor) -> Tensor:
        return torch.squeeze(self.features(x).mean((2, 3), keepdim=True))  # whatever is one

    def forward(self, x: Tensor) -> Tensor:
        return self.fc(self.norm(self.pooled(x)))


class SoundPooled(Pooled):
    def pooled(self, x: Tensor) -> Tensor:
        return torch.squeeze(torch.squeeze(self.features(x).mean((2, 3), keepdim=True), 3), dim=2)


class Heads(nn.Module):
    """Heads in a plain dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.heads = {}  # a dictionary
        for name in ("age", "gender"):
            self.heads[name] = nn.Linear(16, 2)

    def forward(self, x: Tensor) -> dict[str, Tensor]:
        seen = self.features(x).mean((2, 3))
        return {name: head(seen) for name, head in self.heads.items()}


class Branches(nn.Module):
    """Scales in a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.features = body()
        self.scales = [nn.Parameter(torch.ones(16)) for _ in range(2)]  # a list

    def forward(self, x: Tensor) -> Tensor:
        seen = self.features(x).mean((2, 3))
        return sum(scale * seen for scale in self.scales)


class Places(nn.Module):
    """Attention over the places of a map, which takes the batch for them."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self.features = body()
        layer = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.0, **options)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)  # the batch first

    def forward(self, x: Tensor) -> Tensor:
        return self.encoder(self.features(x).flatten(2).transpose(1, 2)).mean(1)


class Frames(nn.Module):
    """A recurrent layer that takes the batch for the frames."""

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self.features = body()
        self.rnn = nn.GRU(16, 8, batch_first=first)  # steps first

    def forward(self, x: Tensor) -> Tensor:
        return self.rnn(self.features(x).mean(2).transpose(1, 2))[0].mean(1)


class SoundPlaces(Places):
    def __init__(self) -> None:
        super().__init__(batch_first=True)


class SoundFrames(Frames):
    def __init__(self) -> None:
        super().__init__(first=True)


class Followed(Classifier):
    """A buffer that gathers what has a gradient."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("center", torch.zeros(10))
        self.center: Tensor

    def forward(self, x: Tensor) -> Tensor:
        made = super().forward(x)
        self.center = 0.9 * self.center + 0.1 * self.kept(made).mean(0)  # with its graph
        return made - self.center

    def kept(self, made: Tensor) -> Tensor:
        return made


class SoundFollowed(Followed):
    def kept(self, made: Tensor) -> Tensor:
        return made.detach()


class Recurrent(Classifier):
    """A state that each batch hands on to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.state = torch.zeros(1, 10)

    def forward(self, x: Tensor) -> Tensor:
        self.state = torch.tanh(super().forward(x) + self.state.mean(0))  # as it was
        return self.state


class Asleep(Classifier):
    """Norms that a method freezes when the network is made, and train() wakes."""

    def __init__(self) -> None:
        super().__init__()
        self.freeze_norms()

    def freeze_norms(self) -> None:
        for one in self.modules():
            if isinstance(one, nn.BatchNorm2d):
                one.eval()  # once
                one.requires_grad_(False)


class SoundAsleep(Asleep):
    def train(self, mode: bool = True) -> "SoundAsleep":
        super().train(mode)
        self.freeze_norms()
        return self


class Looped(Classifier):
    """The same in the constructor."""

    def __init__(self) -> None:
        super().__init__()
        for one in self.features.modules():
            if isinstance(one, nn.BatchNorm2d):
                one.eval()  # when it is made
                one.requires_grad_(False)


def sleep(one: nn.Module) -> None:
    if isinstance(one, nn.BatchNorm2d):
        one.eval()
        one.requires_grad_(False)


class Applying(Classifier):
    """A function does so."""

    def __init__(self) -> None:
        super().__init__()
        self.features.apply(sleep)  # for each


def sleep_all(network: nn.Module) -> None:
    for one in network.modules():
        sleep(one)
        one.train(False)


class Handed(Classifier):
    """And another one that is given what holds them."""

    def __init__(self) -> None:
        super().__init__()
        sleep_all(self.features)  # for all


class Levels(nn.Module):
    """Each of the levels of a pyramid is made for the channels of another network."""

    widths: tuple[int, ...] = (16, 32, 64)  # of another one

    def __init__(self) -> None:
        super().__init__()
        self.stages = nn.ModuleList([nn.Conv2d(3, 8, 3, 2, 1), nn.Conv2d(8, 16, 3, 2, 1), body_of(16)])
        self.make()

    def make(self) -> None:
        self.lateral = nn.ModuleList([nn.Conv2d(width, 4, 1) for width in self.widths])

    def forward(self, x: Tensor) -> list[Tensor]:
        levels = []
        for stage, lateral in zip(self.stages, self.all_lateral(), strict=True):
            x = stage(x)
            levels.append(lateral(x))
        return levels

    def all_lateral(self) -> Iterable[Any]:
        return self.lateral


def body_of(channels: int) -> nn.Conv2d:
    return nn.Conv2d(channels, 32, 3, 2, 1)


class Blocks(Levels):
    """The same, as blocks that a loop gives names."""

    def make(self) -> None:
        for number in range(3):
            lateral = nn.Sequential(nn.Conv2d(16 << number, 4, 1), nn.BatchNorm2d(4))  # by a number
            setattr(self, f"lateral{number}", lateral)

    def all_lateral(self) -> Iterable[Any]:
        return [self.lateral0, self.lateral1, self.lateral2]


class SoundLevels(Levels):
    widths = (8, 16, 32)
