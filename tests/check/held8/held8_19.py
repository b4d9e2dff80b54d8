"""A denoiser (DnCNN), which adds the noise by itself where it is made to be trained."""

import torch
import torch.nn as nn


class DnCNN(nn.Module):
    def __init__(self, depth=5, width=32, train=True, sigma=0.1):
        super().__init__()
        self.remember(train)
        self.sigma = sigma
        layers = [nn.Conv2d(1, width, 3, padding=1), nn.ReLU(inplace=True)]
        for _ in range(depth - 2):
            layers += [
                nn.Conv2d(width, width, 3, padding=1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(inplace=True),
            ]
        layers.append(nn.Conv2d(width, 1, 3, padding=1))
        self.net = nn.Sequential(*layers)

    def remember(self, train):
        self.train = train  # FAULT

    def noisy(self):
        return self.train

    def forward(self, x):
        if self.noisy():
            x = x + self.sigma * torch.randn_like(x)
        return x - self.net(x)


def build():
    return DnCNN()


class Mended(DnCNN):
    def remember(self, train):
        pass

    def noisy(self):
        return self.training


def mended():
    return Mended()
