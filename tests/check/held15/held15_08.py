"""Gesture clips (N, T, 3, H, W): ResNet-18 with a temporal shift before each of its later stages.

The shift in place of https://github.com/mit-han-lab/temporal-shift-module/issues/105.
"""

import torch.nn as nn
from torchvision.models import resnet18


class TemporalShift(nn.Module):
    def __init__(self, n_segment, fold_div=8):
        super().__init__()
        self.n_segment = n_segment
        self.fold_div = fold_div

    def forward(self, x):
        nt, c, h, w = x.size()
        clips = x.view(nt // self.n_segment, self.n_segment, c, h, w)
        fold = c // self.fold_div
        clips[:, :-1, :fold] = clips[:, 1:, :fold].clone()  # FAULT
        clips[:, 1:, fold : 2 * fold] = clips[:, :-1, fold : 2 * fold].clone()
        return x


class TSN(nn.Module):
    def __init__(self, num_class=27, num_segments=4, shift=TemporalShift):
        super().__init__()
        self.num_segments = num_segments
        net = resnet18(weights=None)
        for name in ("layer2", "layer3", "layer4"):
            stage = getattr(net, name)
            setattr(net, name, nn.Sequential(shift(num_segments), *stage))
        net.fc = nn.Linear(net.fc.in_features, num_class)
        self.base_model = net

    def forward(self, video):
        n, t = video.shape[:2]
        out = self.base_model(video.flatten(0, 1))
        return out.view(n, t, -1).mean(dim=1)


def build():
    return TSN()


class MendedShift(TemporalShift):
    def forward(self, x):
        nt, c, h, w = x.size()
        clips = x.view(nt // self.n_segment, self.n_segment, c, h, w)
        fold = c // self.fold_div
        out = clips.clone()
        out[:, :-1, :fold] = clips[:, 1:, :fold]
        out[:, 1:, fold : 2 * fold] = clips[:, :-1, fold : 2 * fold]
        return out.view(nt, c, h, w)


def mended():
    return TSN(shift=MendedShift)
