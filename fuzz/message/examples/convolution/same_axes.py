import torch
from torch import nn

nn.Conv2d(3, 8, 3, padding="same", dilation=(1, 1, 1))(torch.rand(1, 3, 8, 8))
