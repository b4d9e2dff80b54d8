import torch
from torch import nn

nn.Softmax2d()(torch.rand(2, 10))
