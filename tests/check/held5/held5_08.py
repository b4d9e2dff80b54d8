"""How good is a photograph, from one to ten? What three stages of a ResNet see is pooled and weighed.

Everything is fine-tuned together, with nn.MSELoss() against the mean of the votes.
"""

import torch
from torch import nn
from torchvision.models import resnet18


class StageReader(nn.Module):
    """Runs a network, and gives what its stages put out on the way."""

    def __init__(self, net, stages):
        super().__init__()
        self.net = net
        self.stages = stages
        self.seen = {}
        for name in stages:
            net.get_submodule(name).register_forward_hook(self.hook(name))

    def hook(self, name):
        def keep(module, args, output):
            self.seen[name] = self.copy(output)

        return keep

    @staticmethod
    def copy(output):
        return output.clone().detach()  # FAULT

    def forward(self, x):
        self.seen.clear()
        self.net(x)
        return [self.seen[name] for name in self.stages]


class PhotoQuality(nn.Module):
    reader = StageReader

    def __init__(self):
        super().__init__()
        resnet = resnet18(weights=None)
        resnet.fc = nn.Identity()
        self.stages = self.reader(resnet, ["layer2", "layer3", "layer4"])
        self.regress = nn.Sequential(
            nn.Linear(128 + 256 + 512, 128), nn.ReLU(inplace=True), nn.Linear(128, 1)
        )

    def forward(self, photo):
        pooled = [stage.mean(dim=(2, 3)) for stage in self.stages(photo)]
        return 1 + 9 * torch.sigmoid(self.regress(torch.cat(pooled, dim=1))).squeeze(1)


def build():
    return PhotoQuality()


class MendedReader(StageReader):
    @staticmethod
    def copy(output):
        return output.clone()


class Mended(PhotoQuality):
    reader = MendedReader


def mended():
    return Mended()
