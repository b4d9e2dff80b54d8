import torch
from torch import nn

nn.PixelShuffle(2)(torch.rand(3, 4))
