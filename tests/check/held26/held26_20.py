"""Domain adaptation: a label head, and a domain head that the features are to deceive.

https://github.com/hash2430/pitchtron/issues/3 asks whether such a layer works.
"""

from dataclasses import dataclass

import torch
import torch.nn as nn
from torchvision import models


@dataclass
class DannConfig:
    arch: str = "resnet18"
    num_classes: int = 31
    hidden: int = 128
    weight: float = 0.5


class GradientReversal(nn.Module):  # FAULT
    """Passes features on as they are; their gradient is turned round."""

    def __init__(self, weight):
        super().__init__()
        self.weight = weight

    def forward(self, x):
        return x.view_as(x)  # FAULT

    def backward(self, grad_output):  # FAULT
        return -self.weight * grad_output


def make_head(in_features, hidden, out_features):
    return nn.Sequential(
        nn.Linear(in_features, hidden),
        nn.ReLU(inplace=True),
        nn.Linear(hidden, out_features),
    )


class DANN(nn.Module):
    reversal_cls = GradientReversal

    def __init__(self, cfg):
        super().__init__()
        net = getattr(models, cfg.arch)(weights=None)
        dim, net.fc = net.fc.in_features, nn.Identity()
        self.features = net
        self.reverse = self.reversal_cls(cfg.weight)
        self.heads = nn.ModuleDict(
            {
                "label": make_head(dim, cfg.hidden, cfg.num_classes),
                "domain": make_head(dim, cfg.hidden, 2),
            }
        )

    def forward(self, x):
        feats = self.features(x)
        return {
            "label": self.heads["label"](feats),
            "domain": self.heads["domain"](self.reverse(feats)),
        }


def build():
    return DANN(DannConfig())


class Reverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight):
        ctx.weight = weight
        return x.view_as(x)

    @staticmethod
    def backward(ctx, grad_output):
        return -ctx.weight * grad_output, None


class MendedReversal(GradientReversal):
    def forward(self, x):
        return Reverse.apply(x, self.weight)


class Mended(DANN):
    reversal_cls = MendedReversal


def mended():
    return Mended(DannConfig())
