import torch
from torch import nn

nn.Flatten(2, 1)(torch.rand(2, 3, 4))
