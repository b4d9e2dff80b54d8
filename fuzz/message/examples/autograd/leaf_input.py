import torch
from torch import nn

nn.ReLU(inplace=True)(torch.randn(2, 4, requires_grad=True))
