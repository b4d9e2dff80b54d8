import torch
from torch import nn

nn.Conv2d(4, 4 // 16, 1)(torch.rand(1, 4, 8, 8))
