import torch
from torch import nn

old, new = nn.Conv2d(3, 64, 7), nn.Conv2d(4, 64, 7)
with torch.no_grad():
    new.weight[:] = old.weight.expand(64, 4, 7, 7)
