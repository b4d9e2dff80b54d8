import torch
from torch import nn

with torch.no_grad():
    features = nn.Conv2d(3, 4, 3)(torch.randn(2, 3, 8, 8))
features.retain_grad()
