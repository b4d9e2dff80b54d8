import torch
from torch import nn

nn.GLU(dim=1)(torch.rand(2, 3))
