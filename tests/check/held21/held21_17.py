"""FitNets: a thin student imitates a middle layer of its teacher, a ResNet-34, and learns the labels."""

import torch.nn as nn
from torchvision.models import resnet18, resnet34


class Trunk(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.lower = nn.Sequential(net.layer1, net.layer2)

    def forward(self, x):
        return self.lower(self.stem(x))


class HintDistiller(nn.Module):
    def __init__(self, num_classes=100):
        super().__init__()
        student = resnet18(weights=None, num_classes=num_classes)
        self.student = Trunk(student)
        self.upper = nn.Sequential(student.layer3, student.layer4)
        self.pool, self.fc = student.avgpool, student.fc
        self.regressor = nn.Conv2d(128, 128, 1)
        self.teacher = Trunk(resnet34(weights=None))
        self.teacher.requires_grad = False  # FAULT

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        guided = self.student(x)
        hint = self.teacher(x)
        logits = self.fc(self.pool(self.upper(guided)).flatten(1))
        return logits, self.regressor(guided), hint


def build():
    return HintDistiller()


def mended():
    net = HintDistiller()
    del net.teacher.requires_grad
    for parameter in net.teacher.parameters():
        parameter.requires_grad = False
    return net
