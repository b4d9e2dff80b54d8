import torch
from torch import nn

nn.MSELoss()(torch.randn(2, 1), torch.randn(2, 1).numpy())
