import torch
from torch import nn

x = torch.randn(4, 8)
torch.autograd.grad(nn.Linear(8, 1)(x).sum(), x)
