import torch
from torch import nn

nn.Bilinear(3, 4, 5)(torch.rand(2, 3), torch.rand(2, 5))
