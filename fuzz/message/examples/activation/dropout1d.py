import torch
from torch import nn

nn.Dropout1d()(torch.rand(2, 8, 4, 4))
