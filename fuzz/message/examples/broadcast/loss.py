import torch
from torch import nn

criterion = nn.MSELoss()
output, target = torch.rand(4, 10), torch.rand(4, 3)
loss = criterion(output, target)
