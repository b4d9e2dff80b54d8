import torch
from torch import nn

loss = nn.MSELoss()
for _ in range(2):
    loss = loss(torch.zeros(2), torch.ones(2))
