import torch
from torch import nn

x = torch.randn(4, 8, requires_grad=True)
score = nn.Linear(8, 1)(x.detach()).sum()
torch.autograd.grad(score, x)
