# as written: UserWarning: Please also save or load the state of the optimizer when saving or loading the scheduler.
import torch
from torch import nn
from torch.optim import lr_scheduler

optimizer = torch.optim.SGD(nn.Linear(8, 8).parameters(), lr=0.1)
lr_scheduler.StepLR(optimizer, 30).state_dict()
