import torch
from torch import nn

nn.MSELoss()(torch.randn(2, 1), [1.0, 2.0])
