"""Distillation: frozen ResNet-34 teacher, ResNet-18 student, hints between their third stages."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18, resnet34


def split(net):
    lower = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool, net.layer1, net.layer2, net.layer3)
    upper = nn.Sequential(net.layer4, net.avgpool, nn.Flatten(), net.fc)
    return lower, upper


class Distiller(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.lower, self.upper = split(resnet18(weights=None, num_classes=num_classes))
        teacher = resnet34(weights=None, num_classes=num_classes)
        self.teacher = nn.ModuleList(split(teacher)).requires_grad_(False).eval()
        self.adapt = nn.Conv2d(256, 256, 1)

    def train(self, mode=True):
        super().train(mode)
        self.teacher.eval()
        return self

    def forward(self, x):
        hint = self.lower(x)
        logits = self.upper(hint)
        with torch.no_grad():
            wanted_hint = self.teacher[0](x)
            wanted = self.teacher[1](wanted_hint)
        return logits, self.adapt(hint), wanted, wanted_hint


def distillation_loss(outputs, labels, temperature=4.0, weight=0.1):
    logits, hint, wanted, wanted_hint = outputs
    soft = F.kl_div(
        F.log_softmax(logits / temperature, dim=1),
        F.softmax(wanted / temperature, dim=1),
        reduction="batchmean",
    )
    hard = F.cross_entropy(logits, labels)
    return hard + temperature**2 * soft + weight * F.mse_loss(hint, wanted_hint)


def build():
    return Distiller()
