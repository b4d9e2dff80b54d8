import torch
from torch import nn

nn.AdaptiveAvgPool2d((1, 1, 1))(torch.rand(2, 512, 7, 7))
