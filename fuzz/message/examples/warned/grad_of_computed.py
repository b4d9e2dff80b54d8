import torch
from torch import nn

x = nn.Conv2d(3, 4, 3)(torch.rand(1, 3, 8, 8))
x.sum().backward()
x.grad
