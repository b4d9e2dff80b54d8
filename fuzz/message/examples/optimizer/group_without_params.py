import torch
from torch import nn

model = nn.Linear(4, 2)
torch.optim.SGD([{"param": model.parameters()}], lr=0.1)
