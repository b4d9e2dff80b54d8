import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

layer, x = nn.Linear(8, 8), torch.ones(1, 8)
output = checkpoint(layer, x, use_reentrant=False).sum()
layer.double()
with torch.autocast("cpu", dtype=torch.bfloat16):
    output.backward()
