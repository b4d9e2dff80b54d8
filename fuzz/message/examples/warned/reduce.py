import torch
from torch import nn

nn.MSELoss(size_average=True)(torch.rand(3), torch.rand(3))
