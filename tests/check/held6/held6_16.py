"""Slides fill the memory of a GPU, so each stage of the ResNet is computed once more in backward."""

from torch import nn
from torch.utils.checkpoint import checkpoint
from torchvision.models import resnet18


class ThriftyResNet(nn.Module):
    """Grades slides from 0 to 4; nn.CrossEntropyLoss()."""

    def __init__(self, grades=5):
        super().__init__()
        net = resnet18(weights=None)
        self.stem = nn.Sequential(net.conv1, net.bn1, net.relu, net.maxpool)
        self.stages = nn.ModuleList([net.layer1, net.layer2, net.layer3, net.layer4])
        self.head = nn.Sequential(net.avgpool, nn.Flatten(), nn.Linear(512, grades))

    def stem_of(self, x):
        return checkpoint(self.stem, x, use_reentrant=True)  # FAULT

    def forward(self, x):
        x = self.stem_of(x)
        for stage in self.stages:
            x = checkpoint(stage, x, use_reentrant=False) if self.training else stage(x)
        return self.head(x)


def build():
    return ThriftyResNet()


class Mended(ThriftyResNet):
    def stem_of(self, x):
        return checkpoint(self.stem, x, use_reentrant=False)


def mended():
    return Mended()
