import torch
from torch import nn

nn.AdaptiveAvgPool1d(1)(torch.rand(2, 512, 7, 7))
