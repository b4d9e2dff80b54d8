"""Style features: forward hooks collect what four layers make of an image, and their Gram matrices."""

import torch.nn as nn
from torchvision.models import resnet18


def gram(f):
    _, c, h, w = f.shape
    f = f.flatten(2)
    return f @ f.transpose(1, 2) / (c * h * w)


class StyleEncoder(nn.Module):
    layers = ("layer1", "layer2", "layer3", "layer4")

    def __init__(self, dim=32):
        super().__init__()
        self.net = resnet18(weights=None)
        self.net.fc = nn.Linear(512, dim)
        self._features = {}
        for name in self.layers:
            getattr(self.net, name).register_forward_hook(self._keep(name))

    def _keep(self, name):
        def hook(module, args, output):
            self._features[name] = output

        return hook

    def forward(self, x):
        content = self.net(x)
        grams = [gram(self._features[name]) for name in self.layers]
        self._features.clear()  # or the graph would live on until the next batch
        return [content, *grams]


def build():
    return StyleEncoder()
