import torch
from torch import nn

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
torch.optim.swa_utils.SWALR(optimizer, swa_lr=0.05, anneal_epochs=-1)
