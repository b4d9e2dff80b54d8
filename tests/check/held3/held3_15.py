"""LoRA for a ResNet: weights stay; learned are products of two thin matrices, and the last layer."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class LoRAConv2d(nn.Module):
    def __init__(self, conv, r=4, alpha=8):
        super().__init__()
        self.conv = conv
        self.scaling = alpha / r
        n_out = conv.weight.shape[0]
        n_in = conv.weight[0].numel()
        self.lora_A = torch.randn(r, n_in).mul_(0.02).requires_grad_()  # FAULT
        self.lora_B = torch.zeros(n_out, r).requires_grad_()  # FAULT

    def forward(self, x):
        delta = (self.lora_B @ self.lora_A).view_as(self.conv.weight)
        weight = self.conv.weight + self.scaling * delta
        return self.conv._conv_forward(x, weight, self.conv.bias)


def add_lora(net, wrap=LoRAConv2d):
    for p in net.parameters():
        p.requires_grad = False
    for layer in (net.layer3, net.layer4):
        for block in layer:
            block.conv1 = wrap(block.conv1)
            block.conv2 = wrap(block.conv2)


def make(wrap=LoRAConv2d, num_classes=12):
    net = resnet18(weights=None)
    add_lora(net, wrap)
    net.fc = nn.Linear(net.fc.in_features, num_classes)
    return net


def build():
    return make()


class Mended(LoRAConv2d):
    def __init__(self, conv):
        super().__init__(conv)
        self.lora_A = nn.Parameter(self.lora_A.detach())
        self.lora_B = nn.Parameter(self.lora_B.detach())


def mended():
    return make(Mended)
