"""NF-ResNet: no norm; standardised weights, branches that begin at zero (SkipInit), dropped blocks."""

import torch
import torch.nn.functional as F
from torch import nn
from torchvision.ops import StochasticDepth


class WSConv2d(nn.Conv2d):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.gain = nn.Parameter(torch.ones(self.out_channels, 1, 1, 1))

    def forward(self, x):
        var, mean = torch.var_mean(self.weight, dim=(1, 2, 3), keepdim=True)
        fan_in = self.weight[0].numel()
        weight = (self.weight - mean) * torch.rsqrt(var * fan_in + 1e-4) * self.gain
        return F.conv2d(x, weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


class NFBlock(nn.Module):
    def __init__(self, cin, cout, stride, beta, drop, alpha=0.2):
        super().__init__()
        self.alpha, self.beta = alpha, beta
        self.conv1 = WSConv2d(cin, cout // 2, 1)
        self.conv2 = WSConv2d(cout // 2, cout // 2, 3, stride, 1)
        self.conv3 = WSConv2d(cout // 2, cout, 1)
        self.short = None
        if stride > 1 or cin != cout:
            self.short = nn.Sequential(
                nn.AvgPool2d(2, ceil_mode=True) if stride > 1 else nn.Identity(), WSConv2d(cin, cout, 1)
            )
        self.skip_gain = nn.Parameter(torch.zeros(()))
        self.drop_path = StochasticDepth(drop, "row")

    def forward(self, x):
        out = F.silu(x) / 0.5595 * self.beta
        shortcut = x if self.short is None else self.short(out)
        out = self.conv1(out)
        out = self.conv2(F.silu(out) / 0.5595)
        out = self.conv3(F.silu(out) / 0.5595)
        return self.drop_path(out) * self.alpha * self.skip_gain + shortcut


class NFNet(nn.Module):
    def __init__(self, classes=10, widths=(32, 64, 128), depth=2):
        super().__init__()
        self.stem = nn.Sequential(WSConv2d(3, 16, 3, 2, 1), nn.SiLU(), WSConv2d(16, 32, 3, 1, 1))
        blocks, cin, expected = [], 32, 1.0
        for width in widths:
            for i in range(depth):
                blocks.append(NFBlock(cin, width, 2 if i == 0 else 1, expected**-0.5, 0.1))
                cin, expected = width, 1.0 if i == 0 else expected + 0.04
        self.blocks = nn.Sequential(*blocks)
        self.fc = nn.Linear(widths[-1], classes)
        nn.init.zeros_(self.fc.bias)

    def forward(self, x):
        return self.fc(F.silu(self.blocks(self.stem(x))).mean((2, 3)))


def build():
    return NFNet()
