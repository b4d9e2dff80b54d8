import torch
from torch import nn

weights = nn.Linear(8, 8)
torch.optim.LBFGS([{"params": [weights.weight]}, {"params": [weights.bias]}])
