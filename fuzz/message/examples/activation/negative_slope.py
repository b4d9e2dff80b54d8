import torch
from torch import nn

x = torch.rand(2, 8, requires_grad=True)
nn.LeakyReLU(-0.1, inplace=True)(x * 2).sum().backward()
