"""Panoptic FPN's semantic half: laterals, a way down, and the sum of all levels.

https://github.com/lyongo/NWPU-MOC/issues/4
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class ConvModule(nn.Sequential):
    def __init__(self, cin, cout, k):
        super().__init__(
            nn.Conv2d(cin, cout, k, padding=k // 2, bias=False),
            nn.BatchNorm2d(cout),
            nn.ReLU(inplace=True),
        )


class FPNHead(nn.Module):
    def __init__(self, in_channels, channels, num_classes):
        super().__init__()
        self.lateral_convs = nn.ModuleList([ConvModule(c, channels, 1) for c in in_channels])
        self.fpn_convs = nn.ModuleList([ConvModule(channels, channels, 3) for _ in in_channels])
        self.conv_seg = nn.Conv2d(channels, num_classes, 1)

    def forward(self, inputs):
        laterals = [conv(x) for conv, x in zip(self.lateral_convs, inputs)]
        for i in range(len(laterals) - 1, 0, -1):
            prev_shape = laterals[i - 1].shape[2:]
            laterals[i - 1] += F.interpolate(laterals[i], size=prev_shape, mode="nearest")  # FAULT
        outs = [conv(x) for conv, x in zip(self.fpn_convs, laterals)]
        size = outs[0].shape[2:]
        fused = outs[0]
        for out in outs[1:]:
            fused = fused + F.interpolate(out, size=size, mode="bilinear", align_corners=False)
        return self.conv_seg(fused)


class SumFPNHead(FPNHead):
    def forward(self, inputs):
        laterals = [conv(x) for conv, x in zip(self.lateral_convs, inputs)]
        for i in range(len(laterals) - 1, 0, -1):
            up = F.interpolate(laterals[i], size=laterals[i - 1].shape[2:], mode="nearest")
            laterals[i - 1] = laterals[i - 1] + up
        outs = [conv(x) for conv, x in zip(self.fpn_convs, laterals)]
        size = outs[0].shape[2:]
        return self.conv_seg(sum(F.interpolate(out, size=size, mode="bilinear") for out in outs))


class SemanticFPN(nn.Module):
    def __init__(self, head=FPNHead, num_classes=8):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.head = head((64, 128, 256, 512), 64, num_classes)

    def forward(self, x):
        r = self.backbone
        y = r.maxpool(r.relu(r.bn1(r.conv1(x))))
        feats = []
        for stage in (r.layer1, r.layer2, r.layer3, r.layer4):
            y = stage(y)
            feats.append(y)
        return F.interpolate(self.head(feats), size=x.shape[2:], mode="bilinear", align_corners=False)


def build():
    return SemanticFPN()


def mended():
    return SemanticFPN(head=SumFPNHead)
