import torch
from torch import nn

nn.Conv2d(3, 8, kernel_size=3, stride=(1, 1, 1))(torch.rand(1, 3, 8, 8))
