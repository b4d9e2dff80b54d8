import torch
from torch import nn

layer = nn.Linear(2, 2)
layer(torch.zeros(1, 2)).sum().backward()
torch.optim.SparseAdam(layer.parameters()).step()
