"""Student-teacher anomaly maps: where the student's features differ from the frozen teacher's."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class Features(nn.Module):
    """Outputs of layer1 to layer3, collected by hooks."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(*list(resnet18(weights=None).children())[:7])
        self.maps = []  # FAULT
        for index in (4, 5, 6):
            self.body[index].register_forward_hook(self.keep)

    def keep(self, module, inputs, output):
        self.maps.append(output)  # FAULT

    def forward(self, x):
        self.body(x)  # FAULT
        low, mid, high = self.maps  # FAULT
        return low, mid, high


class STFPM(nn.Module):
    def __init__(self, features=Features):
        super().__init__()
        self.teacher = features()
        self.student = features()
        for parameter in self.teacher.parameters():
            parameter.requires_grad = False

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        with torch.no_grad():
            wanted = self.teacher(x)
        amap = 0
        for t, s in zip(wanted, self.student(x)):
            distance = 1 - F.cosine_similarity(t, s, dim=1).unsqueeze(1)
            amap = amap + F.interpolate(distance, size=x.shape[-2:], mode="bilinear")
        return amap


def build():
    return STFPM()


class MendedFeatures(Features):
    def forward(self, x):
        self.maps.clear()
        self.body(x)
        low, mid, high = self.maps
        return low, mid, high


def mended():
    return STFPM(MendedFeatures)
