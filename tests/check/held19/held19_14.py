"""ResNet-18 for CIFAR: 3 x 3 stem without stride and without max pooling."""

import torch.nn as nn
from torchvision.models import resnet18


def cifar_stem(net):
    """32 x 32 images are too small for the ImageNet stem, so no downsampling before layer1."""
    net.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    net.max_pool = nn.Identity()  # FAULT
    return net


def init_weights(module):
    if isinstance(module, nn.Conv2d):
        nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    elif isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, std=0.01)
        nn.init.zeros_(module.bias)


def build(num_classes=10):
    net = cifar_stem(resnet18(weights=None, num_classes=num_classes))
    net.apply(init_weights)
    return net


def mended():
    net = build()
    net.maxpool = nn.Identity()
    return net
