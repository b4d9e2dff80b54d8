import torch
from torch import nn

indices = torch.zeros(1, 3, 1, 1, dtype=torch.int64)
nn.MaxUnpool2d(2, stride=1, padding=3)(torch.ones(1, 3, 1, 1), indices)
