"""Ultrasound clips, grey: a ResNet-18 without its last stage, for NLLLoss; frames vote at the end."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


def grey_stem(conv):
    """A convolution for one channel that answers as the given one does to a grey RGB image."""
    stem = nn.Conv2d(1, conv.out_channels, conv.kernel_size, conv.stride, conv.padding, bias=False)
    with torch.no_grad():
        stem.weight.copy_(conv.weight.sum(dim=1, keepdim=True))
    return stem


class UltrasoundNet(nn.Module):
    def __init__(self, num_views=6):
        super().__init__()
        net = resnet18(weights=None)
        net.conv1 = grey_stem(net.conv1)
        net.layer4 = nn.Identity()
        net.fc = nn.Linear(net.layer3[-1].conv2.out_channels, num_views)
        self.net = net
        self.relu = nn.ReLU(inplace=True)
        self.trust = nn.Linear(num_views, 1)

    def forward(self, clip):
        n, t = clip.shape[:2]
        votes = self.net(clip.reshape(n * t, *clip.shape[2:])).reshape(n, t, -1)
        trust = 1 + self.relu(self.trust(votes.detach()))
        votes = (votes * trust).sum(dim=1) / trust.sum(dim=1)
        return F.log_softmax(votes, dim=-1)


def build():
    return UltrasoundNet()
