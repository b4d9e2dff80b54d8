import torch
from torch import nn

nn.Conv2d(3, 64, 7)(torch.rand(2, 32, 32, 3))
