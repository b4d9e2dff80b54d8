# mypy: disable-error-code="no-any-return, no-untyped-call, override, assignment, misc, var-annotated"
# mypy: disable-error-code="attr-defined, operator, arg-type, return-value, index, no-untyped-def"
"""Networks that fail as all modules are gone through, that are not called as they are meant, or whose
channels are in another dimension; and a way past a step without a slope."""

import torch
from torch import nn

from tests.check.meaning import Mapped
from tests.check.misread import Pooled


class MapNormed(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(16)

    def read(self, x):
        return self.norm(x).amax((2, 3))  # of a map


class TokensNormed(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.wide, self.norm = nn.Linear(16, 16), nn.BatchNorm1d(16)

    def read(self, x):
        tokens = self.wide(x.flatten(2).transpose(1, 2))[:, :9]
        return self.norm(tokens).amax(1)  # of tokens


class Thinner(Mapped):
    """A norm for other channels than there are, in their place."""

    def __init__(self) -> None:
        super().__init__()
        self.wide, self.norm = nn.Conv1d(16, 24, 1), nn.BatchNorm1d(16)
        self.fc = nn.Linear(24, 5)

    def read(self, x):
        return self.norm(self.wide(x.flatten(2))).amax(2)


class Part(nn.Module):
    def __init__(self, whole):
        super().__init__()
        self.whole = whole  # round and round

    def forward(self, x):
        return x * self.whole.scale


class Whole(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.scale, self.part = 2.0, Part(self)
        self.eval()

    def more(self, x):
        return self.part(x)


class LinearBlock(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.fc = nn.Linear(16, 16, bias=False)

    def forward(self, x):
        return self.fc(x)


class Blocks(Pooled):
    def __init__(self) -> None:
        super().__init__()
        self.block = LinearBlock()
        self.apply(self.begin)

    def begin(self, module):
        if "Linear" in type(module).__name__:
            nn.init.zeros_(module.weight)  # of a block

    def more(self, x):
        return self.block(x)


class Looped(Blocks):
    def begin(self, module):
        return None

    def __init__(self) -> None:
        super().__init__()
        for one in self.modules():
            one.weight.data.mul_(0.5)  # of all


class Biased(Blocks):
    def begin(self, module):
        if isinstance(module, nn.Linear):
            module.bias.data.zero_()  # of none


class Joined(Mapped):
    def forward(self, x, y):
        both = torch.cat(self.cnn(x), self.cnn(y))  # no list
        return self.fc(both.amax((2, 3)))


class Rounded(Mapped):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("codes", torch.randn(8, 16))

    def read(self, x):
        z = x.amax((2, 3))
        q = self.codes[torch.cdist(z, self.codes).argmin(1)]
        return q + (z - q).detach()  # exchanged


class RoundedWell(Rounded):
    def read(self, x):
        z = x.amax((2, 3))
        q = self.codes[torch.cdist(z, self.codes).argmin(1)]
        return z + (q - z).detach()


class Slipped(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.cnn = nn.Conv2d(3, 16, 8, 8)

        def forward(self, x):  # inside
            return self.cnn(x)
