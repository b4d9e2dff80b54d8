import torch
from torch import nn

nn.LSTM(512, 4)(torch.rand(2, 512, 7, 7))
