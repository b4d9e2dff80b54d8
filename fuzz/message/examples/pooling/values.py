import torch
from torch import nn

nn.MaxPool2d(2, dilation=(1, 1, 1))(torch.rand(1, 3, 8, 8))
