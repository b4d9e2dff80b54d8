import torch
from torch import nn

nn.Dropout2d()(torch.rand(8))
