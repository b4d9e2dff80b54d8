# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, arg-type, return-value, index, no-untyped-def"
"""Networks that raise: sizes that are no whole numbers, super() of another class, several things that
are taken of one tensor, or one of several."""

from typing import ClassVar

import torch
from torch import nn

from tests.check.meaning import Mapped


class Pooled(Mapped):
    def read(self, x):
        return x.amax((2, 3))


class Divided(Pooled):
    def __init__(self, ratio=2) -> None:
        super().__init__()
        self.middle = 16 / ratio
        self.down = nn.Conv2d(16, self.middle, 1)


class Ranged(Pooled):
    def __init__(self, depth=4) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(16, 16) for _ in range(depth / 2))


def part(channels, ratio):
    return channels * ratio  # of a float


def squeeze(channels, hidden):
    return nn.Conv2d(channels, hidden, 1)


class Squeezed(Pooled):
    """A helper computes the width, another one makes the layer."""

    def __init__(self, ratio=0.25) -> None:
        super().__init__()
        self.gate = squeeze(16, part(16, ratio))


class Tabled(Pooled):
    """A property computes it, of what is in a table."""

    table: ClassVar[dict[str, float]] = {"ratio": 0.5}

    def __init__(self) -> None:
        super().__init__()
        self.gate = squeeze(16, self.hidden)

    @property
    def hidden(self):
        return 16 * self.table["ratio"]  # half of it


class Least(Pooled):
    def __init__(self, channels=16) -> None:
        super().__init__()
        middle = max(channels / 4, 2)  # at least
        self.gate = squeeze(channels, middle)


class Floating(Pooled):
    def __init__(self, channels=16.0) -> None:  # no whole number
        super().__init__()
        self.gate = squeeze(channels, 8)


class Repeated(Pooled):
    def __init__(self, depth=4) -> None:
        super().__init__()
        self.layers = nn.Sequential(*[nn.ReLU()] * (depth / 2))  # times a float


class Unknown(Pooled):
    """What makes the float is in no line that can be followed."""

    def __init__(self, *widths) -> None:
        super().__init__()
        self.gate = squeeze(16, dict(enumerate(widths or (8.0, 4.0)))[1])


class Halved(Pooled):
    def read(self, x):
        return super().read(x[:, : x.shape[1] / 2])  # half of the channels


class Viewed(Pooled):
    def read(self, x):
        n, c = x.shape[:2]
        return x.view(n, c / 2, -1).amax(1)


class Copied(Mapped):
    def __init__(self) -> None:
        super(Pooled, self).__init__()


class Unpooled(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.pool, self.unpool = nn.MaxPool2d(2), nn.MaxUnpool2d(2)

    def read(self, x):
        x, at = self.pool(x)
        return self.unpool(x, at).amax((2, 3))


class Apart(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.both = nn.Linear(16, 16)

    def read(self, x):
        mean, spread = self.both(super().read(x))
        return torch.cat([mean, spread], dim=1)


class Celled(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.GRU(16, 16, num_layers=3)

    def read(self, x):
        out, (h, c) = self.rnn(x.flatten(2).permute(2, 0, 1))
        return out[-1] + h + c


class Three(Celled):
    def __init__(self) -> None:
        super().__init__()
        self.rnn = nn.LSTM(16, 16)

    def read(self, x):
        out, h, c = self.rnn(x.flatten(2).permute(2, 0, 1))
        return out[-1] + h + c


class Paired(Celled):
    def read(self, x):
        x = self.rnn(x.flatten(2).permute(2, 0, 1))
        return x.mean(0)


class Attended(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 2, batch_first=True)

    def read(self, x):
        x = x.flatten(2).transpose(1, 2)
        return (x + self.attention(x, x, x)).mean(1)


class Turns(Pooled):
    """Sound: what is taken apart is meant so."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(16, 48)

    def read(self, x):
        n = len(x)
        q, k, v = self.qkv(super().read(x)).view(n, 3, 16).permute(1, 0, 2)
        first, second = torch.cat([self.qkv(q), self.qkv(k)], 1).chunk(2, 1)
        return v + first[:, :16] / 2 + second[:, :16]
