"""Indoor scenes: depth, normals and 13 classes from one encoder; tasks weigh themselves (Kendall)."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Decoder(nn.Module):
    def __init__(self, cin, out):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(cin, 64, 3, padding=1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)
        )
        self.out = nn.Conv2d(64, out, 1)

    def forward(self, x, size):
        return F.interpolate(self.out(self.body(x)), size=size, mode="bilinear", align_corners=False)


class Indoor(nn.Module):
    TASKS = ("depth", "normal", "classes")

    def __init__(self):
        super().__init__()
        net = resnet18(weights=None)
        del net.avgpool, net.fc
        self.encoder = net
        self.decoders = nn.ModuleDict({"depth": Decoder(256, 1), "normal": Decoder(256, 3)})
        self.decoders["classes"] = Decoder(512, 13)
        self.log_vars = nn.Parameter(torch.zeros(len(self.TASKS)))

    def forward(self, image):
        e = self.encoder
        x = e.maxpool(e.relu(e.bn1(e.conv1(image))))
        mid = e.layer3(e.layer2(e.layer1(x)))
        deep = e.layer4(mid)
        size = image.shape[-2:]
        return {
            "depth": F.relu(self.decoders["depth"](mid, size) + 1),
            "normal": F.normalize(self.decoders["normal"](mid, size), dim=1, eps=1e-6),
            "classes": self.decoders["classes"](deep, size),
        }

    def loss(self, out, wanted):
        each = torch.stack(
            [
                F.l1_loss(out["depth"], wanted["depth"]),
                (1 - F.cosine_similarity(out["normal"], wanted["normal"])).mean(),
                F.cross_entropy(out["classes"], wanted["classes"]),
            ]
        )
        return (each * torch.exp(-self.log_vars) + self.log_vars).sum()


def build():
    return Indoor()
