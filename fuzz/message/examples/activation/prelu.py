import torch
from torch import nn

nn.PReLU(64)(torch.rand(2, 32, 4, 4))
