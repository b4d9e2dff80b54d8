import torch
from torch import nn

low, deep = torch.rand(1, 48, 8, 8), torch.rand(1, 2048, 8, 8)
nn.Conv2d(48 + 256, 256, 3, padding=1)(torch.cat([deep, low], dim=1))
