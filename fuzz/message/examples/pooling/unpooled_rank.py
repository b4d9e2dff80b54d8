import torch
from torch import nn

nn.MaxUnpool2d(2)(torch.rand(2, 8), torch.zeros(2, 8, dtype=torch.long))
