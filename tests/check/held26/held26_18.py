"""Fine-tuning from a config: the first stages are to be frozen, the rest and the head trained.

Several ways to do it: https://discuss.pytorch.org/t/best-practice-for-freezing-layers/58156
"""

from dataclasses import dataclass

import torch.nn as nn
from torchvision import models


@dataclass
class FinetuneConfig:
    arch: str = "resnet18"
    frozen: tuple = ("conv1", "bn1", "layer1", "layer2")
    num_classes: int = 37
    dropout: float = 0.2


def freeze_layers(model, layers):
    """Takes the weights of the named layers out of training."""
    for name, param in model.named_parameters():  # FAULT
        if name in layers:  # FAULT
            param.requires_grad = False


class Finetuner(nn.Module):
    freeze = staticmethod(freeze_layers)

    def __init__(self, cfg):
        super().__init__()
        self.backbone = getattr(models, cfg.arch)(weights=None)
        dim = self.backbone.fc.in_features
        self.backbone.fc = nn.Identity()
        self.freeze(self.backbone, cfg.frozen)
        self.head = nn.Sequential(nn.Dropout(cfg.dropout), nn.Linear(dim, cfg.num_classes))

    def forward(self, x):
        return self.head(self.backbone(x))


def build():
    return Finetuner(FinetuneConfig())


def freeze_children(model, layers):
    for name, child in model.named_children():
        if name in layers:
            child.requires_grad_(False)


class Mended(Finetuner):
    freeze = staticmethod(freeze_children)


def mended():
    return Mended(FinetuneConfig())
