import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, patience=0, min_lr=[0.0])
optimizer.add_param_group({"params": nn.Linear(2, 2).parameters()})
for loss in (1.0, 2.0, 3.0):
    scheduler.step(loss)
