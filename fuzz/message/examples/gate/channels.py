import torch
from torch import nn

x = torch.rand(2, 256, 8, 8)
x * nn.Conv2d(256, 32, 1)(x).sigmoid()
