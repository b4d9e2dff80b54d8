import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.SGD(weights.parameters(), lr=0.1, fused=True, foreach=True)
