import torch
from torch import nn

nn.PixelUnshuffle(3)(torch.rand(1, 3, 4, 4))
