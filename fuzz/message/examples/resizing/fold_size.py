import torch
from torch import nn

nn.Fold((0, 8), 1, padding=1)(torch.rand(1, 3, 20))
