import torch
from torch import nn

nn.LocalResponseNorm(2)(torch.rand(2, 3))
