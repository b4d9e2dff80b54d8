import torch
from torch import nn

nn.Conv2d(3, 8, 3)([torch.rand(3, 8, 8)])
