import torch
from torch import nn

nn.Conv2d(3, 8, 3, padding=3 / 2)(torch.rand(1, 3, 8, 8))
