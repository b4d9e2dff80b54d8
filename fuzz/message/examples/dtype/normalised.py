import torch
from torch import nn

nn.BatchNorm2d(3)(torch.rand(2, 3, 8, 8).double())
