import torch
from torch import nn

layer = nn.Linear(8, 8)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
optimizer.register_step_pre_hook(lambda optimizer, args, kwargs: True)
optimizer.step()
