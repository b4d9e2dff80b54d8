import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=100, pct_start=30)
