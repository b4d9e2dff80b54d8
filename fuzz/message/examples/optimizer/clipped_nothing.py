import torch
from torch import nn

parameters = nn.Linear(8, 8).parameters()
torch.optim.SGD(parameters, lr=0.1)
nn.utils.clip_grad_norm_(parameters, 1.0)
