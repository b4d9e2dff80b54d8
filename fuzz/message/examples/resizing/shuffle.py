import torch
from torch import nn

nn.PixelShuffle(2)(torch.rand(1, 3, 4, 4))
