"""Cats against dogs: one number for each image, the labels (N,) as ImageFolder gives them.

https://www.kuazhi.com/post/713984006.html is about the same.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class CatsVsDogs(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = resnet18(weights=None)
        self.model.fc = nn.Sequential(nn.Dropout(0.5), nn.Linear(512, 1))

    def forward(self, x):
        return self.model(x)  # FAULT


def train_step(net, optimizer, images, labels):
    optimizer.zero_grad()
    logits = net(images)
    loss = F.binary_cross_entropy_with_logits(logits, labels.float())  # FAULT
    loss.backward()
    optimizer.step()
    return loss.item()


@torch.no_grad()
def accuracy(net, images, labels):
    net.eval()
    return ((net(images) > 0) == labels).float().mean().item()


def build():
    return CatsVsDogs()


class Mended(CatsVsDogs):
    def forward(self, x):
        return self.model(x).squeeze(1)


def mended():
    return Mended()
