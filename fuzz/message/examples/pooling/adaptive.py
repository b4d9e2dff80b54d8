import torch
from torch import nn

nn.AdaptiveMaxPool2d(1)(torch.rand(2, 512))
