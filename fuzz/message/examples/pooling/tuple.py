import torch
from torch import nn

nn.MaxPool2d((2, 2, 2))(torch.rand(1, 3, 4, 4))
