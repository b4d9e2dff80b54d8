"""Text detection after PAN: a small neck brings four stages to one width and adds them up."""

import torch.nn as nn
import torch.nn.functional as F
import torchvision.models as models

CFG = {
    "backbone": "resnet50",
    "neck_channel": (64, 128, 256, 512),  # FAULT
    "width": 64,
    "num_maps": 6,  # text, kernel and four of similarity
}


class Reduce(nn.Module):
    def __init__(self, in_channels, out_channels):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, out_channels, 1, bias=False)
        self.bn = nn.BatchNorm2d(out_channels)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.relu(self.bn(self.conv(x)))  # SHOWS


class Backbone(nn.Module):
    def __init__(self, name):
        super().__init__()
        net = getattr(models, name)(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])

    def forward(self, x):
        x = self.stem(x)
        features = []
        for stage in self.stages:
            x = stage(x)
            features.append(x)
        return features


class TextDetector(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        width = cfg["width"]
        self.backbone = Backbone(cfg["backbone"])
        self.reduce = nn.ModuleList(Reduce(c, width) for c in cfg["neck_channel"])  # FAULT
        self.smooth = nn.Conv2d(width, width, 3, padding=1)
        self.head = nn.Conv2d(width, cfg["num_maps"], 1)

    def forward(self, x):
        size = x.shape[-2:]
        features = self.backbone(x)
        reduced = [layer(f) for layer, f in zip(self.reduce, features)]
        fused = reduced[0]
        for f in reduced[1:]:
            fused = fused + F.interpolate(f, size=fused.shape[-2:], mode="bilinear")
        maps = self.head(F.relu(self.smooth(fused)))
        return F.interpolate(maps, size=size, mode="bilinear")


def build():
    return TextDetector(CFG)


def mended():
    return TextDetector({**CFG, "neck_channel": (256, 512, 1024, 2048)})
