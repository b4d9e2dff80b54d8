import torch
from torch import nn

layer = nn.Conv3d(4, 4, 3, stride=((1, 1), 1, 1), bias=False)
layer(torch.randn(1, 4, 8, 8, 8))
