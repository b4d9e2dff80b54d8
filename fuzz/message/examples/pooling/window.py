import torch
from torch import nn

nn.MaxPool1d(2, stride=0)(torch.rand(2, 3, 8))
