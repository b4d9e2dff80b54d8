import torch
from torch import nn

nn.GaussianNLLLoss()(torch.randn(4, 3), torch.randn(4, 3), torch.rand(4, 2))
