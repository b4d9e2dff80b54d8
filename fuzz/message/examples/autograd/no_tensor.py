import torch
from torch import nn

loss = nn.Linear(8, 1)(torch.randn(4, 8)).mean().item()
loss.backward()
