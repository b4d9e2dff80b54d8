"""A picture and a hint for it, which comes in through a layer that begins as zero."""

import torch.nn as nn


class Based(nn.Module):
    """All layers begin alike; a class below has its own last word."""

    def begin(self):
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight)
                nn.init.zeros_(module.bias)


class Net(Based):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1), nn.SiLU())
        self.hint = nn.Sequential(nn.Conv2d(3, 16, 3, 1, 1), nn.SiLU(), nn.Conv2d(16, 16, 1))
        self.zero = nn.Conv2d(16, 16, 1)
        self.out = nn.Conv2d(16, 3, 3, 1, 1)
        self.begin()
        nn.init.zeros_(self.zero.weight)

    def forward(self, x, hint):
        return self.out(self.stem(x) + self.zero(self.hint(hint)))


def build():
    return Net()
