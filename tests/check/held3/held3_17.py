"""Gestures in clips of eight frames, (N, 8, 3, H, W): a ResNet-18 with temporal shift (TSM).

Frames are folded into the batch; before each block's first convolution, an eighth of the channels
comes from the frame before, an eighth from the frame after.
"""

import torch
import torch.nn as nn
from torchvision.models import resnet18

FRAMES = 8


class TemporalShift(nn.Module):
    def __init__(self, conv, n_segment, n_div=8):
        super().__init__()
        self.conv = conv
        self.n_segment = n_segment
        self.fold = conv.in_channels // n_div

    def forward(self, x):
        nt, c, h, w = x.size()
        x = x.view(nt // self.n_segment, self.n_segment, c, h, w)
        out = torch.zeros_like(x)
        fold = self.fold
        out[:, :-1, :fold] = x[:, 1:, :fold]
        out[:, 1:, fold : 2 * fold] = x[:, :-1, fold : 2 * fold]
        out[:, :, 2 * fold :] = x[:, :, 2 * fold :]
        return self.conv(out.view(nt, c, h, w))


class TSN(nn.Module):
    def __init__(self, num_classes=27, n_segment=FRAMES):
        super().__init__()
        net = resnet18(weights=None)
        for layer in (net.layer1, net.layer2, net.layer3, net.layer4):
            for block in layer:
                block.conv1 = TemporalShift(block.conv1, n_segment)
        net.fc = nn.Sequential(nn.Dropout(0.5), nn.Linear(net.fc.in_features, num_classes))
        self.base_model = net
        self.n_segment = n_segment

    def forward(self, clips):
        scores = self.base_model(clips.flatten(0, 1))
        return scores.view(-1, self.n_segment, scores.size(1)).mean(dim=1)


def build():
    return TSN()
