import torch
from torch import nn

optimizer = torch.optim.LBFGS(nn.Linear(8, 8).parameters())
torch.amp.GradScaler("cpu").step(optimizer, closure=lambda: 0.0)
