import torch
from torch import nn

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
for group in optimizer.param_groups:
    group["lr"] = group["initial_lr"] * 0.1
