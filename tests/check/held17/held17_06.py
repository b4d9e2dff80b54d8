"""SSD on three stages of a ResNet: offsets and scores of all boxes in two tensors.

https://github.com/NVIDIA/DeepLearningExamples/issues/508
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ResNetSSD(nn.Module):
    def __init__(self, num_classes=21, boxes=(4, 6, 6)):
        super().__init__()
        base = resnet18(weights=None)
        self.stem = nn.Sequential(base.conv1, base.bn1, base.relu, base.maxpool, base.layer1)
        self.stages = nn.ModuleList([base.layer2, base.layer3, base.layer4])
        self.num_classes = num_classes
        self.loc, self.conf = nn.ModuleList(), nn.ModuleList()
        for channels, k in zip((128, 256, 512), boxes):
            self.loc.append(nn.Conv2d(channels, k * 4, 3, padding=1))
            self.conf.append(nn.Conv2d(channels, k * num_classes, 3, padding=1))

    @staticmethod
    def flatten_boxes(pred, last):
        """(N, K * last, H, W) to (N, H * W * K, last)."""
        pred = pred.permute(0, 2, 3, 1)  # FAULT
        return pred.view(pred.size(0), -1, last)  # FAULT

    def forward(self, x):
        x = self.stem(x)
        locs, confs = [], []
        for stage, loc, conf in zip(self.stages, self.loc, self.conf):
            x = stage(x)
            locs.append(self.flatten_boxes(loc(x), 4))
            confs.append(self.flatten_boxes(conf(x), self.num_classes))
        return torch.cat(locs, dim=1), torch.cat(confs, dim=1)


class FittingSSD(ResNetSSD):
    @staticmethod
    def flatten_boxes(pred, last):
        return pred.permute(0, 2, 3, 1).reshape(pred.size(0), -1, last)


def build():
    return ResNetSSD()


def mended():
    return FittingSSD()
