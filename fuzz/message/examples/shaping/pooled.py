import torch
from torch import nn

nn.AvgPool2d(7)(torch.rand(2, 512))
