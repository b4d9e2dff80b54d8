"""An anti-aliased U-Net for microscopy: blurred pooling (Zhang), sizes that are mended by padding."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class BlurPool(nn.Module):
    def __init__(self, channels, stride=2):
        super().__init__()
        a = torch.tensor([1.0, 2.0, 1.0])
        kernel = torch.outer(a, a) / 16
        self.stride, self.channels = stride, channels
        self.register_buffer("kernel", kernel.expand(channels, 1, 3, 3).clone(), persistent=False)

    def forward(self, x):
        x = F.pad(x, (1, 1, 1, 1), mode="replicate")
        return F.conv2d(x, self.kernel, stride=self.stride, groups=self.channels)


def double(cin, cout):
    return nn.Sequential(
        nn.Conv2d(cin, cout, 3, padding=1, bias=False),
        nn.GroupNorm(4, cout),
        nn.LeakyReLU(0.01, inplace=True),
        nn.Conv2d(cout, cout, 3, padding=1, bias=False),
        nn.GroupNorm(4, cout),
        nn.LeakyReLU(0.01, inplace=True),
    )


class UNet(nn.Module):
    def __init__(self, cin=1, classes=2, widths=(16, 32, 64)):
        super().__init__()
        self.first = double(cin, widths[0])
        self.down = nn.ModuleList(
            [
                nn.Sequential(nn.MaxPool2d(2, stride=1, padding=1), BlurPool(a), double(a, b))
                for a, b in zip(widths, widths[1:])
            ]
        )
        self.up = nn.ModuleList(
            [nn.ConvTranspose2d(b, a, 2, 2) for a, b in zip(widths, widths[1:])][::-1]
        )
        self.join = nn.ModuleList([double(2 * a, a) for a in widths[:-1]][::-1])
        self.out = nn.Conv2d(widths[0], classes, 1)

    def forward(self, x):
        skips = [self.first(x)]
        for down in self.down:
            skips.append(down(skips[-1]))
        y = skips.pop()
        for up, join in zip(self.up, self.join):
            skip = skips.pop()
            y = up(y)
            dy, dx = skip.size(2) - y.size(2), skip.size(3) - y.size(3)
            y = F.pad(y, [dx // 2, dx - dx // 2, dy // 2, dy - dy // 2])
            y = join(torch.cat([skip, y], dim=1))
        return self.out(y)


def build():
    return UNet()
