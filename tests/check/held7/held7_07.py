"""Feature distillation (FitNets-like) as one module: a big frozen teacher, a thin student, an adaptor.

Returns the student's logits, its adapted features, and the teacher's features.
"""

from torch import nn
from torchvision.models.resnet import BasicBlock, ResNet


def trunk(blocks):
    net = ResNet(BasicBlock, blocks)
    return nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2)


class Distiller(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.teacher = trunk([2, 2, 1, 1])
        self.student = trunk([1, 1, 1, 1])
        self.adapt = nn.Conv2d(128, 128, 1)
        self.cls = nn.Linear(128, num_classes)
        self.freeze()

    def freeze(self):
        # only the student learns
        self.teacher.requires_grad = False  # FAULT

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        t = self.teacher(x)
        s = self.student(x)
        return self.cls(s.mean(dim=(2, 3))), self.adapt(s), t


def build():
    return Distiller()


class Mended(Distiller):
    def freeze(self):
        self.teacher.requires_grad_(False)


def mended():
    return Mended()
