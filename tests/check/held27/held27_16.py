"""Sim-to-real depth-free grasping: success of a grasp, and a critic that sees reversed gradients."""

import torch
import torch.nn as nn
from torchvision.models import resnet18


class GradReverse(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, lambd):
        ctx.lambd = lambd
        return x.clone()

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.neg() * ctx.lambd, None


class GraspNet(nn.Module):
    def __init__(self, lambd=0.3):
        super().__init__()
        self.lambd = lambd
        self.encoder = resnet18(weights=None)
        self.encoder.fc = nn.Identity()
        self.grasp = nn.Linear(512, 1)
        self.domain = nn.Sequential(
            nn.Linear(512, 64), nn.LeakyReLU(0.2, inplace=True), nn.Linear(64, 1)
        )

    def forward(self, x):
        z = self.encoder(x)
        return self.grasp(z).squeeze(1), self.domain(GradReverse.apply(z, self.lambd)).squeeze(1)


def build():
    return GraspNet()
