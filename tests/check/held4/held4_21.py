"""CIFAR-100: a ResNet whose blocks are left out at random while it trains, later ones more often.

The stem is that for small images: a 3 x 3 convolution with stride 1, and no pooling.
"""

import torch.nn as nn
from torchvision.models.resnet import BasicBlock, ResNet
from torchvision.ops import StochasticDepth


class DropBlock(BasicBlock):
    """As torchvision's, but its branch is dropped for some images; on average it is as strong."""

    drop_prob = 0.0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.drop = StochasticDepth(self.drop_prob, mode="row")

    def forward(self, x):
        identity = x if self.downsample is None else self.downsample(x)
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.drop(self.bn2(self.conv2(out)))
        out += identity
        return self.relu(out)


def set_drop_probs(net, last):
    blocks = [m for m in net.modules() if isinstance(m, DropBlock)]
    for i, block in enumerate(blocks, start=1):
        block.drop.p = last * i / len(blocks)


def build():
    net = ResNet(DropBlock, [1, 1, 1, 1], num_classes=100, zero_init_residual=True)
    net.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    net.maxpool = nn.Identity()
    nn.init.kaiming_normal_(net.conv1.weight, mode="fan_out", nonlinearity="relu")
    set_drop_probs(net, last=0.5)
    return net
