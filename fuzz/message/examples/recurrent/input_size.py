import torch
from torch import nn

nn.LSTM(2048, 4)(torch.rand(2, 3, 512))
