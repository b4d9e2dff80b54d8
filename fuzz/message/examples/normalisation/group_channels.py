import torch
from torch import nn

nn.GroupNorm(32, 64)(torch.rand(2, 128, 4, 4))
