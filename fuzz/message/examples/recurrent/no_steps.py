import torch
from torch import nn

nn.LSTM(3, 4)(torch.rand(0, 2, 3))
