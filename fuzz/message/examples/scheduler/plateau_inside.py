import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
warmup = lr_scheduler.LinearLR(optimizer)
lr_scheduler.SequentialLR(optimizer, [warmup, lr_scheduler.ReduceLROnPlateau(optimizer)], [5])
