import torch
from torch import nn

output = nn.Linear(8, 3)(torch.randn(4, 8))
output.sum().backward(gradient=torch.ones(4, 3))
