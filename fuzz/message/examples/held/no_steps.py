import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
scheduler = lr_scheduler.StepLR(optimizer, step_size=0)
optimizer.step()
scheduler.step()
