# mypy: disable-error-code="no-any-return, no-untyped-call, override, misc, operator, no-untyped-def"
"""Networks that an input has no influence on, or a part of it; beside each, what is sound."""

import torch
from torch import nn


class Two(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cnn = nn.Conv2d(3, 16, 8, 8)
        self.gate = nn.Linear(16, 1)
        self.fc = nn.Linear(16, 5)

    def forward(self, image, other):
        a, b = (self.cnn(one).mean((2, 3)) for one in (image, other))
        return self.fc(self.joined(a, b))


class Gated(Two):
    def joined(self, a, b):
        return a * self.gate(b).softmax(-1)  # of one value


class Stepped(Two):
    def joined(self, a, b):
        return a + torch.clamp(b, -1e-9, 1e-9).sign().abs()  # always one


class Doubled(Two):
    def joined(self, a, b):
        b = b.relu()  # and no more
        return a + a


class Sized(Two):
    """It is asked for its size."""

    def joined(self, a, b):
        return a + torch.zeros_like(b)


class Sound(Two):
    def joined(self, a, b):
        return a * self.gate(b).sigmoid()


class Cropped(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cnn, self.fc = nn.Conv2d(3, 16, 8, 8), nn.Linear(16, 5)

    def forward(self, x):
        x = x[:, :, : x.shape[2] // 2]  # half
        return self.fc(self.cnn(x).mean((2, 3)))


class Gray(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cnn, self.fc = nn.Conv2d(1, 16, 8, 8), nn.Linear(16, 5)

    def forward(self, x):
        return self.fc(self.cnn(x[:, :1]).mean((2, 3)))  # red


class Zero(Sound):
    """It begins as zero."""

    def __init__(self) -> None:
        super().__init__()
        nn.init.zeros_(self.fc.weight)
        nn.init.zeros_(self.gate.weight)


class Dropping(Sound):
    """Another one each time."""

    def joined(self, a, b):
        return super().joined(a, b) * torch.rand(())
