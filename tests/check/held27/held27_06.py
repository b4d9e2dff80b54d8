"""FCN-16s for street scenes. Gives log-probabilities, for nn.NLLLoss and an ensemble that averages."""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class FCN16s(nn.Module):
    def __init__(self, n_classes=19):
        super().__init__()
        base = resnet18(weights=None)
        self.base = nn.Sequential(*list(base.children())[:-3])
        self.layer4 = base.layer4
        self.score16 = nn.Conv2d(256, n_classes, 1)
        self.score32 = nn.Conv2d(512, n_classes, 1)

    def forward(self, img):
        f16 = self.base(img)
        f32 = self.layer4(f16)
        s = F.interpolate(self.score32(f32), size=f16.shape[2:], mode="bilinear", align_corners=False)
        s = s + self.score16(f16)
        s = F.interpolate(s, size=img.shape[2:], mode="bilinear", align_corners=False)
        return F.log_softmax(s, dim=1)


def build():
    return FCN16s()
