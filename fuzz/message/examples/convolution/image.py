import torch
from torch import nn

nn.Conv2d(2048, 16, 1)(torch.rand(1, 3, 8, 8))
