import torch
from torch import nn

first, second = nn.Conv2d(3, 4, 3)(torch.randn(2, 3, 8, 8)).chunk(2, 1)
first += second
