"""Large satellite images on a small card: stages are run again on the way back, to save memory."""

from functools import partial

from torch import nn
from torch.utils.checkpoint import checkpoint
from torchvision.models import resnet18


def norm(channels):
    return nn.GroupNorm(min(32, channels // 4), channels)


class TileNet(nn.Module):
    """Group norms, so that a stage that is run twice counts nothing twice."""

    def __init__(self, bands=4, num_classes=17):
        super().__init__()
        net = resnet18(weights=None, norm_layer=norm, num_classes=num_classes)
        net.conv1 = nn.Conv2d(bands, 64, 7, stride=2, padding=3, bias=False)
        self.net = net

    def forward(self, x):
        net = self.net
        run = partial(checkpoint, use_reentrant=False) if self.training else lambda f, y: f(y)
        y = net.maxpool(net.relu(net.bn1(net.conv1(x))))
        for stage in (net.layer1, net.layer2, net.layer3, net.layer4):
            y = run(stage, y)
        return net.fc(net.avgpool(y).flatten(1))


def build():
    return TileNet()
