"""Fine-tuning as in fastai: average and maximum pooling side by side, then a head from a helper.

After https://github.com/fastai/fastai/issues/3113
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class ConcatPool(nn.Module):
    def __init__(self, size=1):
        super().__init__()
        self.avg = nn.AdaptiveAvgPool2d(size)
        self.max = nn.AdaptiveMaxPool2d(size)

    def forward(self, x):
        return torch.cat([self.max(x), self.avg(x)], dim=1)


def lin_bn_drop(n_in, n_out, p, act=None):
    layers = [nn.BatchNorm1d(n_in), nn.Dropout(p), nn.Linear(n_in, n_out)]
    return layers if act is None else [*layers, act]


def create_head(nf, n_out, hidden=256, p=0.25):
    layers = [ConcatPool(), nn.Flatten()]
    layers += lin_bn_drop(nf, hidden, p / 2, nn.ReLU(inplace=True))  # FAULT
    layers += lin_bn_drop(hidden, n_out, p)
    return nn.Sequential(*layers)


class Learner(nn.Module):
    def __init__(self, n_out=37, nf=512):  # FAULT
        super().__init__()
        self.body = nn.Sequential(*list(resnet18(weights=None).children())[:-2])
        self.head = create_head(nf, n_out)  # FAULT

    def forward(self, x):
        return self.head(self.body(x))  # SHOWS


def build():
    return Learner()


def mended():
    return Learner(nf=2 * 512)
