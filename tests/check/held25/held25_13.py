"""Age and gender of a face: each task is a mixin that brings its own head.

The mistake is met at
https://pengxiang-wang.com/posts/code-pitfall-PyTorch-module-identifying-mechanism.html
"""

from torch import nn
from torchvision.models import resnet18


class AgeTask(nn.Module):
    def __init__(self, dim):
        nn.Module.__init__(self)
        self.age = nn.Sequential(nn.Linear(dim, 64), nn.ReLU(inplace=True), nn.Linear(64, 1))

    def tell_age(self, features):
        return self.age(features).squeeze(1)  # SHOWS


class GenderTask(nn.Module):
    def __init__(self, dim):
        nn.Module.__init__(self)  # FAULT
        self.gender = nn.Linear(dim, 2)

    def tell_gender(self, features):
        return self.gender(features)


class FaceNet(AgeTask, GenderTask):
    def __init__(self, dim=512):
        AgeTask.__init__(self, dim)  # FAULT
        GenderTask.__init__(self, dim)  # FAULT
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()

    def forward(self, x):
        features = self.backbone(x)
        return self.tell_age(features), self.tell_gender(features)


def build():
    return FaceNet()


class Mended(nn.Module):
    def __init__(self, dim=512):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = nn.Identity()
        self.ages, self.genders = AgeTask(dim), GenderTask(dim)

    def forward(self, x):
        features = self.backbone(x)
        return self.ages.tell_age(features), self.genders.tell_gender(features)


def mended():
    return Mended()
