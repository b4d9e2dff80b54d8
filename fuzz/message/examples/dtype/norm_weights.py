import torch
from torch import nn

nn.BatchNorm2d(3).half()(torch.rand(2, 3, 8, 8))
