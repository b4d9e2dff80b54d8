import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.SGD([{"params": set(weights.parameters())}], lr=0.1)
