import torch
from torch import nn

nn.Conv2d(1, 8, 3)(torch.rand(128, 32, 32))
