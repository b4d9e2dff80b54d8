"""Age from a face: one number for each image; the dataset gives ages of shape (N,).

(N, 1) beside (N,) is stretched to (N, N): https://github.com/pytorch/pytorch/issues/4938
"""

import torch.nn as nn
import torch.nn.functional as F
from torchvision.models import resnet18


class AgeHead(nn.Module):
    def __init__(self, in_features, mean_age=35.0):
        super().__init__()
        self.fc1 = nn.Linear(in_features, 128)
        self.fc2 = nn.Linear(128, 1)
        nn.init.constant_(self.fc2.bias, mean_age)

    def forward(self, x):
        x = F.leaky_relu(self.fc1(x), 0.1)
        return self.fc2(x)  # FAULT


class AgeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = resnet18(weights=None)
        self.backbone.fc = AgeHead(self.backbone.fc.in_features)

    def forward(self, x):
        return self.backbone(x)  # FAULT


def train_step(model, optimizer, faces, ages):
    """`faces` is (N, 3, H, W) and `ages` is (N,), in years."""
    optimizer.zero_grad()
    loss = nn.L1Loss()(model(faces), ages.float())  # FAULT
    loss.backward()
    optimizer.step()
    return loss.item()


class Mended(AgeNet):
    def forward(self, x):
        return self.backbone(x).squeeze(1)


def build():
    return AgeNet()


def mended():
    return Mended()
