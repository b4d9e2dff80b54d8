import torch
from torch import nn

loss = nn.Linear(8, 3)(torch.randn(4, 8)).square().mean()
loss.backward()
loss.backward()
