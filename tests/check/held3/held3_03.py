"""Street scenes: DeepLabV3+ on a ResNet-18 with output stride 16, details from the first stage."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def conv_bn(n_in, n_out, k=1, dilation=1):
    pad = dilation * (k - 1) // 2
    return nn.Sequential(
        nn.Conv2d(n_in, n_out, k, padding=pad, dilation=dilation, bias=False),
        nn.BatchNorm2d(n_out),
        nn.ReLU(inplace=True),
    )


def dilate(layer, rate):
    for module in layer.modules():
        if isinstance(module, nn.Conv2d):
            module.stride = (1, 1)
            if module.kernel_size == (3, 3):
                module.dilation = (rate, rate)
                module.padding = (rate, rate)


class ASPP(nn.Module):
    def __init__(self, n_in, n_out, rates):
        super().__init__()
        self.branches = nn.ModuleList([conv_bn(n_in, n_out)])
        for rate in rates:
            self.branches.append(conv_bn(n_in, n_out, 3, rate))
        self.pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), conv_bn(n_in, n_out))
        self.project = conv_bn(n_out * (len(rates) + 2), n_out)

    def forward(self, x):
        feats = [branch(x) for branch in self.branches]
        feats.append(self.pool(x).expand(-1, -1, *x.shape[-2:]))
        return self.project(torch.cat(feats, dim=1))


class DeepLabV3Plus(nn.Module):
    def __init__(self, n_classes=19):
        super().__init__()
        net = resnet18(weights=None)
        dilate(net.layer4, 2)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.layer1, self.layer2 = net.layer1, net.layer2
        self.layer3, self.layer4 = net.layer3, net.layer4
        self.aspp = ASPP(512, 64, (6, 12, 18))
        self.low = conv_bn(64, 48)
        self.classifier = nn.Sequential(conv_bn(64 + 48, 64, 3), nn.Conv2d(64, n_classes, 1))

    def forward(self, x):
        low = self.layer1(self.stem(x))
        high = self.aspp(self.layer4(self.layer3(self.layer2(low))))
        high = F.interpolate(high, size=low.shape[-2:], mode="bilinear", align_corners=False)
        out = self.classifier(torch.cat([high, self.low(low)], dim=1))
        return F.interpolate(out, size=x.shape[-2:], mode="bilinear", align_corners=False)


def build():
    return DeepLabV3Plus()
