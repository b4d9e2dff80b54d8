import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
other = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
both = [lr_scheduler.LinearLR(optimizer), lr_scheduler.StepLR(other, 30)]
lr_scheduler.SequentialLR(optimizer, both, milestones=[5])
