import torch
from torch import nn

a = nn.Conv2d(3, 4, 3)(torch.randn(2, 3, 8, 8))
out = nn.BatchNorm2d(4)(a) * a
a += 1
out.mean().backward()
