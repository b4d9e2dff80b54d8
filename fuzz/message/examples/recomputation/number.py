import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

block = nn.Sequential(nn.Linear(8, 8), nn.Dropout())
loss = checkpoint(block, torch.ones(1, 8), use_reentrant=False).sum()
block.eval()
loss.backward()
