import torch
from torch import nn

torch.func.vmap(nn.BatchNorm2d(3))(torch.rand(2, 4, 3, 8, 8))
