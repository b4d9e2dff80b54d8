import torch
from torch import nn

nn.RMSNorm(8).half()(torch.rand(2, 8))
