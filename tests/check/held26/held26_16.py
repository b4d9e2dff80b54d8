"""Metric learning on features of several layers, which hooks collect, all of it trained.

The hook is the one of https://discuss.pytorch.org/t/how-can-i-extract-intermediate-layer-output-from-loaded-cnn-model/77301
"""

from collections import OrderedDict

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision import models


class FeatureHooks:
    """Keeps what the named layers of ``model`` gave last."""

    def __init__(self, model, names):
        self.outputs = OrderedDict()
        modules = dict(model.named_modules())
        for name in names:
            modules[name].register_forward_hook(self.get_hook(name))

    def get_hook(self, name):
        def hook(module, inputs, output):
            self.outputs[name] = self.keep(output)

        return hook

    def keep(self, output):
        return output.detach()  # FAULT

    def pop(self):
        feats, self.outputs = list(self.outputs.values()), OrderedDict()
        return feats


class MultiLevelEmbedding(nn.Module):
    layers = {"layer2": 128, "layer3": 256, "layer4": 512}
    hooks_cls = FeatureHooks

    def __init__(self, arch="resnet18", dim=64):
        super().__init__()
        self.backbone = getattr(models, arch)(weights=None)
        self.backbone.fc = nn.Identity()
        self.hooks = self.hooks_cls(self.backbone, self.layers)
        self.projections = nn.ModuleList([nn.Linear(c, dim) for c in self.layers.values()])

    def forward(self, x):
        self.backbone(x)
        feats = [feat.mean(dim=(2, 3)) for feat in self.hooks.pop()]
        parts = [proj(feat) for proj, feat in zip(self.projections, feats, strict=True)]
        return F.normalize(torch.cat(parts, dim=1), dim=1)


def build():
    return MultiLevelEmbedding()


class MendedHooks(FeatureHooks):
    def keep(self, output):
        return output


class Mended(MultiLevelEmbedding):
    hooks_cls = MendedHooks


def mended():
    return Mended()
