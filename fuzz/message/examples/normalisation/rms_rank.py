import torch
from torch import nn

nn.RMSNorm((2, 3))(torch.rand(3))
