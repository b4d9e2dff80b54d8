import torch
from torch import nn

torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1).param_group
