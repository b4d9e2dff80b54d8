import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.Rprop(weights.parameters(), etas=(1.2, 0.5))
