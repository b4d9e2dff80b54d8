# as written: ValueError: Milestones should be a list of increasing integers. Got [60, 30]
import torch

optimizer = torch.optim.SGD([torch.nn.Parameter(torch.ones(2))], lr=0.1)
torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[60, 30])
