import torch
from torch import nn

nn.GroupNorm(4, 8)(torch.rand(8))
