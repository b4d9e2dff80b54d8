import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.SGD(weights.parameters(), lr=torch.tensor([0.1, 0.2]))
